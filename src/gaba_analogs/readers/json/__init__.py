"""Records in JSON: lines, lists, PubChem's answers."""
