"""OPSIN's SMILES, taken apart."""

import pytest
from rdkit import Chem

from gaba_analogs.names.extended_smiles import read_extended_smiles


class TestReadExtendedSmiles:
    """The answer of OPSIN taken apart; the lines were printed by OPSIN 2.9.0, labels shortened."""

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            pytest.param("NCCCC(=O)O |$_AV:N;4$|", ("NCCCC(=O)O", "NCCCC(=O)O", False, False), id="flat"),
            pytest.param("C", ("C", "C", False, False), id="no-extension"),
            pytest.param(
                "N[C@@H](C)C(=O)O |$_AV:N;2;3;1;O';O$|",
                ("N[C@@H](C)C(=O)O", "N[C@@H](C)C(=O)O", False, False),
                id="absolute",
            ),
            pytest.param(
                "N[C@@H](C)C(=O)O |$_AV:N;2;3;1;O';O$,r|",
                ("N[CH](C)C(=O)O", "N[C@@H](C)C(=O)O |&1:1|", True, False),
                id="racemic-centre-becomes-undefined",
            ),
            pytest.param(
                "N[C@@H]1[C@@H](CCCC1)O |$_AV:N;2;1;6;5;4;3;O$,r|",
                ("N[C@@H]1[C@@H](CCCC1)O", "N[C@@H]1[C@@H](CCCC1)O |&1:1,2|", True, False),
                id="racemic-pair-keeps-relative-configuration",
            ),
            pytest.param(
                "N[C@@H](CC(=O)O)C |$_AV:N;3;2;1;O;O;4$,o1:1|",
                ("N[CH](CC(=O)O)C", "N[C@@H](CC(=O)O)C |o1:1|", False, True),
                id="relative-centre",
            ),
            pytest.param(
                "[*:1]OCC[*:2] |$star_e;;;;star_e$,,Sg:n:1,2,3::ht|",
                ("[*:1]OCC[*:2]", "[*:1]OCC[*:2] |Sg:n:1,2,3::ht|", False, False),
                id="polymer",
            ),
        ],
    )
    def test_parts(self, answer, expected):
        """Labels go, stereo groups stay, lone racemic centres lose their mark."""
        assert read_extended_smiles(answer) == expected

    def test_groups_are_read_by_rdkit(self):
        """RDKit finds the stereo group in the CXSMILES."""
        _, cxsmiles, _, _ = read_extended_smiles("N[C@@H]1[C@@H](CCCC1)O |$_AV:N;2;1;6;5;4;3;O$,r|")

        (group,) = Chem.MolFromSmiles(cxsmiles).GetStereoGroups()

        assert group.GetGroupType() == Chem.StereoGroupType.STEREO_AND
        assert [atom.GetIdx() for atom in group.GetAtoms()] == [1, 2]
