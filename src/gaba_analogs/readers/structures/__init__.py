"""Records that are drawings: SD files, molfiles, SMILES lists."""
