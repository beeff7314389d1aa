"""Records in XML: HMDB, DrugBank, ChEMBL, PubChem and documents built like them."""
