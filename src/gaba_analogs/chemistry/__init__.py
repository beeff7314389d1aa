"""Structures and what they are made of: the only perception of chemistry of the verification.

The modules build on one another, in this order:

- `toolkit`: RDKit, quiet, and its patterns
- `atoms`: metals, unpaired electrons, sums
- `parsing`: SMILES into molecules; `smiles_faults`: why a SMILES is none
- `written_atoms`: which atom of a text is which atom of its molecule
- `inchi_software`: InChI, its hash, its numbering of the atoms, the way back
- `marks`: stereo marks, read and changed
- `stereo`: what can be R, S, E or Z; `cip`: which of these it is; `axes`: chirality that no centre carries
- `stereoisomers`: what a molecule leaves open
"""
