"""Chemical structures and their perception; all chemistry of the verification is here.

Each module uses only those above it:

- `toolkit`: silent RDKit, and its SMARTS patterns
- `atoms`: metals, radicals, composition
- `spiro`: chiral spiro atoms
- `written_atoms`: atoms of a text and atoms of the molecule parsed from it
- `parsing`: molecules from SMILES; `smiles_faults`: why a SMILES cannot be parsed
- `marks`: stereo marks, read and changed
- `inchi_software`: InChI, InChIKey, InChI numbering, and molecules from InChI
- `stereo`: stereo elements; `cip`: their labels; `axes`: chirality without a stereocentre
- `stereoisomers`: stereoisomers of an incompletely specified molecule; `redrawing`: a drawing with other stereo marks
"""
