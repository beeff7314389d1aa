"""What the page offers to try: baclofen and its relatives, in the forms in which people meet them."""

from __future__ import annotations

from collections.abc import Mapping


def _names(en: str, de: str, fr: str, es: str) -> Mapping[str, str]:
    return {"en": en, "de": de, "fr": fr, "es": es}


# Values of PubChem: CIDs 2284 (baclofen), 44602 (arbaclofen), 5486971 (pregabalin), 3446 (gabapentin), 119 (GABA).
_BOX = """{{Infobox drug
| drug_name = Baclofen
| IUPAC_name = 4-amino-3-(4-chlorophenyl)butanoic acid
| CAS_number = 1134-47-0
| PubChem = 2284
| UNII = H789N3FKE8
| C=10 | H=12 | Cl=1 | N=1 | O=2
| molecular_weight = 213.66
| smiles = NCC(CC(=O)O)c1ccc(Cl)cc1
| StdInChI = 1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)
| StdInChIKey = KPYSYYIEGFHWSV-UHFFFAOYSA-N
}}"""

EXAMPLES: tuple[tuple[Mapping[str, str], str], ...] = (
    (_names("Infobox: baclofen", "Infobox: Baclofen", "Infobox : baclofène", "Ficha: baclofeno"), _BOX),
    (
        _names("Infobox with an error", "Infobox mit einem Fehler", "Infobox avec une erreur", "Ficha con un error"),
        _BOX.replace("H=12", "H=14"),
    ),
    (
        _names("Cells: the family", "Zellen: die Familie", "Cellules : la famille", "Celdas: la familia"),
        (
            "name\tSMILES\tInChIKey\tformula\n"
            "GABA\tNCCCC(=O)O\tBTCSSZJGUNDROE-UHFFFAOYSA-N\tC4H9NO2\n"
            "arbaclofen\tNC[C@H](CC(=O)O)c1ccc(Cl)cc1\tKPYSYYIEGFHWSV-QMMMGPOBSA-N\tC10H12ClNO2\n"
            "pregabalin\tCC(C)CC(CN)CC(=O)O\tAYXYPKUFHZROOJ-ZETCQYMHSA-N\tC8H17NO2\n"
            "gabapentin\tNCC1(CC(=O)O)CCCCC1\tUGJMXCAKCUNAIE-UHFFFAOYSA-N\tC9H15NO2"
        ),
    ),
    (
        _names("Labels with values", "Angaben mit Namen", "Étiquettes et valeurs", "Etiquetas y valores"),
        "SMILES: NCC(CC(=O)O)c1ccc(Cl)cc1; InChIKey: KPYSYYIEGFHWSV-UHFFFAOYSA-N; CAS: 1134-47-1; MW: 213.66",
    ),
    (
        _names(
            "Supporting information",
            "Supporting Information",
            "Informations supplémentaires",
            "Información complementaria",
        ),
        (
            "4-Amino-3-(4-chlorophenyl)butanoic acid (3a). White solid. "
            "HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0729, found 214.0633. "
            "Anal. Calcd for C10H12ClNO2: C, 56.21; H, 5.66; N, 6.56. Found: C, 56.20; H, 5.70; N, 6.51."
        ),
    ),
)
"""Names by language, and texts."""
