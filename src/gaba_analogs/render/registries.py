"""Where a registry shows the substance of an identifier: https addresses, made of checked identifiers alone."""

from __future__ import annotations

import re

from gaba_analogs.notation.identifiers import IDENTIFIER_FORMS, cas_check_digit, read_cas, unii_check_character

ADDRESSES: dict[str, str] = {
    "cas": "https://commonchemistry.cas.org/detail?cas_rn=",
    "unii": "https://precision.fda.gov/uniisearch/srs/unii/",
    "pubchem_cid": "https://pubchem.ncbi.nlm.nih.gov/compound/",
    "chembl_id": "https://www.ebi.ac.uk/chembl/explore/compound/CHEMBL",
    "chebi_id": "https://www.ebi.ac.uk/chebi/CHEBI:",
    "drugbank_id": "https://go.drugbank.com/drugs/",
    "kegg_id": "https://www.kegg.jp/entry/",
    "chemspider_id": "https://www.chemspider.com/Chemical-Structure.",
    "iuphar_id": "https://www.guidetopharmacology.org/GRAC/LigandDisplayForward?ligandId=",
    "atc_code": "https://atcddd.fhi.no/atc_ddd_index/?code=",
}
"""Field to the address that its bare identifier completes."""

ENDINGS: dict[str, str] = {"chemspider_id": ".html"}
"""Field to what follows the identifier in the address."""

_BARE: dict[str, re.Pattern[str]] = {
    "pubchem_cid": re.compile(r"(?:PubChem\s*)?(?:CID[:\s]*)?([0-9]{1,10})", re.IGNORECASE),
    "chembl_id": re.compile(r"(?:CHEMBL)?([0-9]{1,8})", re.IGNORECASE),
    "chebi_id": re.compile(r"(?:CHEBI:?\s*)?([0-9]{1,7})", re.IGNORECASE),
    "drugbank_id": re.compile(r"(DB[0-9]{5})", re.IGNORECASE),
    "kegg_id": re.compile(r"(?:(?:KEGG|cpd|dr|gl)[:\s]*)?([CDG][0-9]{5})", re.IGNORECASE),
    "chemspider_id": re.compile(r"(?:CSID:?\s*)?([0-9]{1,9})", re.IGNORECASE),
    "iuphar_id": re.compile(r"([0-9]{1,6})"),
    "atc_code": re.compile(r"([A-DGHJLMNPRSV][0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)"),
}


def bare_identifier(field: str, text: str) -> str | None:
    """Give what completes the registry's address; None where form or check digit do not hold.

    Examples
    --------
    >>> bare_identifier("chebi_id", "CHEBI:2972"), bare_identifier("cas", "1134-47-0")  # baclofen
    ('2972', '1134-47-0')
    >>> bare_identifier("cas", "1134-47-1") is bare_identifier("pubchem_cid", "javascript:alert(1)") is None
    True
    """
    value = text.strip()
    if field == "cas":
        number = read_cas(text).value
        fits = number is not None and cas_check_digit(number[:-2].replace("-", "")) == int(number[-1])
        return number if fits else None
    if field == "unii":
        code = value.upper()
        fits = re.fullmatch(r"[A-Z0-9]{10}", code) is not None and unii_check_character(code[:9]) == code[9]
        return code if fits else None
    if field not in _BARE or not IDENTIFIER_FORMS[field][0].fullmatch(value):
        return None
    match = _BARE[field].fullmatch(value)
    return match[1].upper() if match else None
