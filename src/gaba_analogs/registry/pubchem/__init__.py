"""PubChem: questions, answers that are kept, and what a record asks; the only network code of the package."""
