"""The one table of fields: what a record can state, and all that the package knows of it.

A new field is an entry here and an attribute of `StructureRecord`. Headings of columns, ``--map``,
the words of reports, forms and addresses of identifiers, the JSON Schema and the tables of the
documentation follow from the entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.notation.identifiers import with_dsstox_digit, with_unii_character
from gaba_analogs.record.kinds import ASPECTS, Aspect, Field, Form, Group, Kind
from gaba_analogs.regex import regex

__all__ = [
    "ASPECTS",
    "BY_NAME",
    "FIELDS",
    "OWN_ID",
    "TABLE",
    "Aspect",
    "Field",
    "Form",
    "Group",
    "Kind",
    "of_kind",
    "shape_of",
    "table_by_name",
]

_ATC = r"[A-DGHJLMNPRSV](?:\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?)?"


_LIPIDS = r"LM(?:FA|GL|GP|SP|ST|PR|SL|PK)\d{4}(?:[0-9A-Z]{2})?[0-9A-Z]{2}\d{2}"
"""Category, class and subclass, a fourth level for some, and the number (Fahy 2009, doi:10.1194/jlr.R800095-JLR200)."""


def _form(
    pattern: str,
    words: str,
    flags: re.RegexFlag = re.IGNORECASE,
    *,
    older: tuple[str, str] | None = None,
    checked: Callable[[str], str] | None = None,
) -> Form:
    earlier = None if older is None else (regex(older[0]), older[1])
    return Form(regex(pattern, flags), words, earlier, checked)


TABLE: tuple[Field, ...] = (
    Field(
        name="name",
        words="name",
        kind=Kind.TITLE,
        spellings=(
            "name", "compoundname", "preferredname", "prefname", "commonname", "title", "recordtitle",
            "genericname", "chemicalname", "substancename", "moleculename", "drugname", "molname", "cmpdname",
            "chebiname", "chebiasciiname", "trivialname", "traditionalname", "pertiname", "ligandname",
            "metabolitename", "metabolite", "displayname", "label", "itemlabel", "compoundlabel", "compound",
            "drug", "pubchemiupactraditionalname", "jchemtraditionaliupac", "tradename", "vendorname", "chnm",
            "productname", "chemname", "inn", "originalname", "cmapname", "bindingdbligandname", "refmetname",
            "metaboliteidentification", "smname", "nametraditional", "preferredterm", "nom", "nomcommun",
            "nomusuel", "nombre", "nombrecomun", "nome", "stoffname", "substanzname", "bezeichnung", "naam",
            "stofnaam", "名称", "中文名", "中文名称", "化合物名", "化合物名称", "物質名", "物质名称", "название",
            "наименование", "itemname",
        ),
        parameters=(
            "drugname", "name", "freiname", "nom", "nome", "naam", "nazwa", "nombre", "nombremedicamento", "название",
            "наименование", "化合物名", "名称", "名稱",
        ),
        example="baclofen",
        shape_checked=False,
        aspects=("composition", "connectivity", "stereo"),
    ),
    Field(
        name="smiles",
        words="SMILES",
        kind=Kind.SMILES,
        spellings=(
            "isomericsmiles", "smilesisomeric", "absolutesmiles", "smilesabsolute", "isosmiles", "stereosmiles",
            "canonicalisomericsmiles", "pubchemopeneyeisosmiles", "ism", "p2017", "smiles", "pubchemsmiles",
            "chsmiles", "standardsmiles", "stdsmiles", "smilesstd", "smilesstring", "smilescode", "smi",
            "cxsmiles", "canonicalsmiles", "smilescanonical", "cansmiles", "smile", "noncanonicalsmiles",
            "esmiles", "smsmilesparent",
        ),
        parameters=("smiles", "canonicalsmiles", "isomericsmiles"),
        example="NCC(CC(=O)O)c1ccc(Cl)cc1",
        aspects=ASPECTS,
    ),
    Field(
        name="connectivity_smiles",
        words="connectivity SMILES",
        kind=Kind.CONNECTIVITY_SMILES,
        spellings=(
            "connectivitysmiles", "smilesconnectivity", "pubchemconnectivitysmiles", "pubchemopeneyecansmiles",
            "flatsmiles", "nonisomericsmiles", "nostereosmiles", "p233", "smiles2d",
        ),
        example="C1=CC(=CC=C1C(CC(=O)O)CN)Cl",
        aspects=("composition", "connectivity", "mobile hydrogens", "protonation", "mass"),
    ),
    Field(
        name="inchi",
        words="InChI",
        article="an",
        kind=Kind.INCHI,
        spellings=(
            "inchi", "standardinchi", "stdinchi", "inchistd", "inchistring", "inchiidentifier", "iupacinchi",
            "pubchemiupacinchi", "chiupac", "pubcheminchi", "p234", "sminchiparent",
        ),
        parameters=("stdinchi", "inchi"),
        example="InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)",
        shape=regex(r"(?:InChI\s*=\s*)?1S?/[A-Za-z0-9.]*[A-Z][A-Za-z0-9.]*(?:/.*)?"),
        aspects=ASPECTS,
    ),
    Field(
        name="inchikey",
        words="InChIKey",
        article="an",
        kind=Kind.INCHIKEY,
        spellings=(
            "inchikey", "standardinchikey", "stdinchikey", "inchikeystd", "inchikeystring", "iupacinchikey",
            "pubchemiupacinchikey", "chlinkinchikey", "pubcheminchikey", "p235", "sminchikeyparent", "cleinchi",
            "inchischlussel", "claveinchi", "chiaveinchi",
        ),
        parameters=("stdinchikey", "inchikey"),
        example="KPYSYYIEGFHWSV-UHFFFAOYSA-N",
        shape=regex(r"(?:InChIKey\s*=\s*)?[A-Z]{14}-[A-Z]{10}(?:-[A-Z])?"),
        aspects=("connectivity", "mobile hydrogens", "protonation", "stereo", "isotopes"),
    ),
    Field(
        name="formula",
        words="formula",
        kind=Kind.FORMULA,
        spellings=(
            "formula", "molecularformula", "chemicalformula", "molformula", "fullmolformula",
            "pubchemmolecularformula", "chformula", "sumformula", "hillformula", "mf", "p274", "formulae",
            "neutralformula", "emf", "summenformel", "bruttoformel", "molekulformel", "formulebrute",
            "formulemoleculaire", "formulechimique", "formulabruta", "formulamolecolare", "formulamolecular",
            "formulaquimica", "brutoformule", "分子式", "化学式", "組成式", "химическаяформула",
            "химформула", "бруттоформула", "molecularformulaneutral", "formulaneutral",
        ),
        parameters=(
            "chemicalformula", "formula", "molecularformula", "summenformel", "formule", "chemischeformule",
            "wzórsumaryczny", "fórmulaquímica", "химформула", "химическаяформула", "分子式",
        ),
        example="C10H12ClNO2",
        aspects=("composition", "mass"),
    ),
    Field(
        name="element_counts",
        words="element counts",
        article="",
        plural=True,
        kind=Kind.ELEMENT_COUNTS,
        spellings=("elementcounts",),
        example="C10H12ClNO2",
        shape_checked=False,
        aspects=("composition",),
    ),
    Field(
        name="molecular_weight",
        words="molecular weight",
        kind=Kind.AVERAGE_MASS,
        spellings=(
            "molecularweight", "averagemolecularweight", "averagemass", "avgmass", "averagemolecularmass",
            "avgmw", "fullmwt", "pubchemmolecularweight", "molweight", "molwt", "mwt", "molmass", "molarmass",
            "molecularmass", "formulaweight", "amw", "mw", "fw", "emw", "smmolecularmassparent", "molmasse",
            "molaremasse", "molekulargewicht", "molgewicht", "massemolaire", "massemoleculaire", "poidsmoleculaire",
            "masamolar", "masamolecular", "pesomolecular", "pesomolecolare", "massamolare", "massamolar",
            "molairemassa", "分子量", "相对分子质量", "摩尔质量", "モル質量", "молярнаямасса",
            "молекулярнаямасса", "molarweight", "molecularweightaverage", "molweightaverage", "mwaverage",
            "molecularmassaverage", "massaverage",
        ),
        parameters=(
            "molecularweight", "molarmass", "molecularmass", "molweight", "molmass", "molaremasse",
            "massamolecolare", "molgewicht", "moleculairgewicht", "molecuulgewicht", "masamolowa", "massemolaire",
            "masamolar", "massamolar", "massamolare", "molairemassa", "pesomolecular", "massemol", "pesoformula",
            "masa", "молярнаямасса", "分子量", "モル質量",
        ),
        example="213.66",
        aspects=("mass",),
    ),
    Field(
        name="monoisotopic_mass",
        words="monoisotopic mass",
        kind=Kind.MONOISOTOPIC_MASS,
        spellings=(
            "monoisotopicmass", "monoisotopicweight", "monoisotopicmolecularweight",
            "monisotopicmolecularweight", "molecularweightmonoisotopic", "mwmonoisotopic", "monoisotopic",
            "monomass", "pubchemmonoisotopicweight", "exactmass", "pubchemexactmass", "chexactmass",
            "exactmolecularweight", "exactmolwt", "exactmw", "accuratemass", "expectedmass", "monoisomass",
            "theoreticalneutralmass", "monoisotopischemasse", "exaktemasse", "massemonoisotopique",
            "masseexacte", "masamonoisotopica", "masaexacta", "massamonoisotopica", "精确质量", "单同位素质量",
            "モノアイソトピック質量", "monoisotopicmassneutral", "exactmassneutral",
        ),
        parameters=("monoisotopicmass", "exactmass"),
        example="213.0557",
        aspects=("mass",),
    ),
    Field(
        name="charge",
        words="charge",
        kind=Kind.CHARGE,
        spellings=(
            "charge", "totalcharge", "netcharge", "formalcharge", "pubchemtotalcharge", "jchemformalcharge",
            "ladung", "carga", "电荷", "電荷",
        ),
        parameters=("charge", "formulacharge"),
        example="0",
        shape_checked=False,
        aspects=("protonation",),
    ),
    Field(
        name="hrms",
        words="HRMS",
        article="an",
        kind=Kind.HRMS,
        spellings=("hrms", "hrmsesi", "hresims", "hrmsdata", "highresolutionms", "highresolutionmass"),
        example="HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633",
        rare=True,
        shape_checked=False,
        aspects=("composition", "mass"),
    ),
    Field(
        name="elemental_analysis",
        words="elemental analysis",
        article="an",
        kind=Kind.ELEMENTAL_ANALYSIS,
        spellings=("elementalanalysis", "analcalcd", "combustionanalysis", "chnanalysis", "elementaranalyse"),
        example="Anal. Calcd for C10H12ClNO2: C, 56.21; H, 5.66; N, 6.56. Found: C, 56.20; H, 5.70; N, 6.51",
        rare=True,
        shape_checked=False,
        aspects=("composition",),
    ),
    Field(
        name="iupac_name",
        words="IUPAC name",
        article="an",
        kind=Kind.SYSTEMATIC_NAME,
        spellings=(
            "iupacname", "preferrediupacname", "systematicname", "iupac", "pubchemiupacname", "jchemiupac",
            "pubchemiupacopeneyename", "iupacsystematicname", "pubchemiupacsystematicname", "iupacnames",
            "pubchemiupaccasname", "casindexname", "nameiupac", "systematischername", "nomiupac",
            "nomsystematique", "nombreiupac", "nombresistematico", "nomeiupac", "iupac名", "iupac名称",
        ),
        parameters=(
            "pin", "preferrediupacname", "iupacname", "iupacnames", "systematicname", "nomiupac", "nomeiupac",
            "iupacnaam", "iupac", "iupac名", "iupac英", "nazwasystematyczna", "nombreiupac", "систематическоеназвание",
        ),
        example="4-amino-3-(4-chlorophenyl)butanoic acid",
        aspects=ASPECTS,
    ),
    Field(
        name="synonyms",
        words="synonyms",
        article="",
        plural=True,
        kind=Kind.SYNONYMS,
        spellings=(
            "synonyms", "synonym", "othernames", "alternativenames", "aliases", "alsoknownas", "cmpdsynonym",
            "itemaltlabel", "names", "chname", "compoundnames", "depositorsuppliedsynonyms", "meshentryterms",
            "alternatename", "alternatenames", "tradenames", "synonyme", "synonymes", "sinonimos", "sinonimi",
            "别名", "別名", "同义词",
        ),
        parameters=(
            "synonyms", "othernames", "othername", "anderenamen", "synonymes", "innenazwy", "別称", "別名",
            "merknamen", "autresnoms", "dci", "nomialternativi", "otrosnombres", "sinónimos", "традиционныеназвания",
            "другиеназвания", "别名", "nameen", "英文名",
        ),
        example="Lioresal; β-(4-chlorophenyl)-GABA",
        shape_checked=False,
        aspects=("connectivity",),
    ),
    Field(
        name="chirality",
        words="stated chirality",
        article="",
        kind=Kind.CHIRALITY,
        spellings=("chirality",),
        parameters=("chirality",),
        example="Racemic mixture",
        shape_checked=False,
        aspects=("stereo",),
    ),
    Field(
        name="cas",
        words="CAS number",
        kind=Kind.CAS_NUMBER,
        spellings=(
            "cas", "casrn", "casno", "casnumber", "casregistrynumber", "casregistryno", "casnr", "casid",
            "caswithoutdashes", "caswithouthyphens", "casnodashes",
            "chcas", "chlinkcas", "p231", "casn", "casregistrynumbers", "casnumbers", "casrndtxsid", "ecas",
            "smcas", "casnummer", "numerocas", "numerodecas", "nocas", "ncas", "nrcas", "cas号", "cas号码",
            "cas登录号", "cas番号", "cas登録番号",
        ),
        parameters=(
            "casnumber", "casno", "cas", "numerocas", "númerocas", "casnummer", "numercas", "cas番号", "cas登録番号",
        ),
        example="1134-47-0",
        form=_form(
            r"(?:CAS(?:RN)?[:\s]*)?(?P<bare>[1-9]\d{1,6}-\d{2}-\d)",
            "two to seven digits, two digits, one digit",
        ),
        address="https://commonchemistry.cas.org/detail?cas_rn={}",
        shape=regex(r"\d{2,7}-\d{2}-\d"),
        aspects=("connectivity", "stereo"),
    ),
    Field(
        name="unii",
        words="UNII",
        kind=Kind.UNII,
        spellings=("unii", "fdaunii", "uniicode", "approvalid", "p652"),
        parameters=("unii",),
        example="H789N3FKE8",
        form=_form(r"[A-Z0-9]{10}", "ten letters and digits", checked=with_unii_character),
        address="https://precision.fda.gov/uniisearch/srs/unii/{}",
        aspects=("connectivity", "stereo"),
    ),
    Field(
        name="ec_number",
        words="EC number",
        article="an",
        kind=Kind.EC_NUMBER,
        spellings=(
            "ecnumber", "ecno", "einecs", "einecsno", "einecsnumber", "europeancommunitynumber",
            "europeancommunityecnumber", "echaeceinecs", "eclistno", "ecnummer", "egnummer", "egnr", "numeroec",
            "numeroce", "ec号", "ec番号",
        ),
        parameters=("ecnumber", "einecs", "numeroeinecs"),
        example="214-486-9",
        form=_form(r"[1-9]\d{2}-\d{3}-\d", "three digits, three digits, one digit"),
        shape=regex(r"[2-79]\d{2}-\d{3}-\d"),
    ),
    Field(
        name="pubchem_cid",
        words="PubChem CID",
        kind=Kind.IDENTIFIER,
        spellings=(
            "pubchemcid", "pubchemcompoundcid", "pubchemcompoundid", "pubchemid", "compoundcid",
            "chlinkpubchem", "pubchem", "p662", "cid", "pubchemcompound", "smpubchemcid", "metpubchemid",
        ),
        parameters=("pubchem", "pubchemcid"),
        example="2284",
        form=_form(
            r"(?:(?:PubChem\s*)?CID[:\s]*)?(?P<bare>\d{1,10})(?:\.0)?|(?:PubChem\s*)?SID[:\s]*\d{1,10}",
            "a number",
        ),
        address="https://pubchem.ncbi.nlm.nih.gov/compound/{}",
        aspects=ASPECTS,
    ),
    Field(
        name="chembl_id",
        words="ChEMBL identifier",
        kind=Kind.IDENTIFIER,
        spellings=("chemblid", "moleculechemblid", "chembl", "p592"),
        parameters=("chembl", "chemblid"),
        example="CHEMBL701",
        form=_form(r"(?:CHEMBL\s*)?(?P<bare>\d{1,8})", "CHEMBL and a number"),
        prefix="CHEMBL",
        address="https://www.ebi.ac.uk/chembl/explore/compound/{}",
        shape=regex(r"CHEMBL\d+"),
    ),
    Field(
        name="chebi_id",
        words="ChEBI identifier",
        kind=Kind.IDENTIFIER,
        spellings=(
            "chebiid", "chebi", "chlinkchebi", "idchebi", "p683", "smchebiid", "chebiaccession", "metchebiid",
        ),
        parameters=("chebi",),
        example="CHEBI:2972",
        form=_form(r"(?:CHEBI:?\s*)?(?P<bare>\d{1,7})", "CHEBI: and a number"),
        prefix="CHEBI:",
        address="https://www.ebi.ac.uk/chebi/{}",
        shape=regex(r"CHEBI:\d+"),
    ),
    Field(
        name="drugbank_id",
        words="DrugBank identifier",
        kind=Kind.IDENTIFIER,
        spellings=("drugbankid", "drugbank", "p715"),
        parameters=("drugbank",),
        example="DB00181",
        form=_form(
            r"(?P<bare>DB\d{5})|(?:APRD|NUTR|EXPT|BIOD|BTD)\d{5}|DBSALT\d{6}|DBMET\d{5}",
            "DB and five digits",
        ),
        address="https://go.drugbank.com/drugs/{}",
        shape=regex(r"DB\d{5}"),
    ),
    Field(
        name="kegg_id",
        words="KEGG identifier",
        kind=Kind.IDENTIFIER,
        spellings=(
            "keggid", "keggcompoundid", "kegg", "keggcompound", "chlinkkegg", "idkegg", "p665", "metkeggid",
            "keggdrug", "keggdrugid",
        ),
        parameters=("kegg",),
        example="D00241",
        form=_form(
            r"(?:(?:KEGG|cpd|dr|gl)[:\s]*)?(?:(?P<bare>[CDG]\d{5})|E\d{5})",
            "C, D or G and five digits",
        ),
        address="https://www.kegg.jp/entry/{}",
    ),
    Field(
        name="chemspider_id",
        words="ChemSpider identifier",
        kind=Kind.IDENTIFIER,
        spellings=("chemspiderid", "chemspider", "csid", "chlinkchemspider", "p661"),
        parameters=("chemspiderid", "chemspider"),
        example="2197",
        form=_form(r"(?:CSID:?\s*)?(?P<bare>\d{1,9})(?:\.0)?", "a number"),
        address="https://www.chemspider.com/Chemical-Structure.{}.html",
    ),
    Field(
        name="iuphar_id",
        words="IUPHAR identifier",
        article="an",
        kind=Kind.IDENTIFIER,
        spellings=(
            "iupharid", "iuphar", "iupharligand", "gtopdbid", "p595", "iuphargracid",
        ),
        parameters=("iupharligand", "iuphar"),
        example="1084",
        form=_form(r"(?P<bare>\d{1,6})(?:\.0)?", "a number"),
        address="https://www.guidetopharmacology.org/GRAC/LigandDisplayForward?ligandId={}",
    ),
    Field(
        name="dtxsid",
        words="DTXSID",
        kind=Kind.IDENTIFIER,
        spellings=(
            "dtxsid", "dsstoxsubstanceid", "dsstoxsubstanceidentifier", "comptoxdtxsid", "comptoxid",
            "comptoxdashboardid", "chlinkcomptox", "p3117",
        ),
        parameters=("dtxsid",),
        example="DTXSID5022641",
        form=_form(
            r"DTXSID\d0[1-9]\d{0,8}",
            "DTXSID, a check digit, 0 and a number",
            checked=with_dsstox_digit,
        ),
        address="https://comptox.epa.gov/dashboard/chemical/details/{}",
        shape=regex(r"DTXSID\d{5,}"),
    ),
    Field(
        name="dtxcid",
        words="DTXCID",
        kind=Kind.IDENTIFIER,
        spellings=("dtxcid", "dsstoxcompoundid", "dsstoxstructureid", "dsstoxstructureidentifier"),
        example="DTXCID30182",
        form=_form(
            r"DTXCID\d0[1-9]\d{0,8}",
            "DTXCID, a check digit, 0 and a number",
            checked=with_dsstox_digit,
        ),
        shape=regex(r"DTXCID\d{3,}"),
    ),
    Field(
        name="hmdb_id",
        words="HMDB identifier",
        article="an",
        kind=Kind.IDENTIFIER,
        spellings=("hmdbid", "hmdb", "hmdbaccession", "chlinkhmdb", "idhmdb", "methmdbid", "p2057"),
        example="HMDB0014327",
        form=_form(
            r"(?:HMDB[:\s]\s*)?(?P<bare>HMDB(?:\d{7}|\d{5}))",
            "HMDB and seven digits",
            older=(r"HMDB(?=\d{5}$)", "HMDB00"),
        ),
        address="https://hmdb.ca/metabolites/{}",
        shape=regex(r"HMDB(?:\d{7}|\d{5})"),
    ),
    Field(
        name="lipidmaps_id",
        words="LIPID MAPS identifier",
        kind=Kind.IDENTIFIER,
        spellings=(
            "lmid", "lipidmapsid", "lipidmaps", "lipidmapsidlmid", "lipidmapsidentifier", "lipidmapsinstance",
            "chlinklipidmaps", "metlipidmapsid", "p2063",
        ),
        example="LMFA01010001",
        form=_form(
            rf"(?:LIPID\s?MAPS[:\s]\s*)?(?P<bare>{_LIPIDS})",
            "LM, a category such as FA, and eight or ten characters",
        ),
        address="https://lipidmaps.org/databases/lmsd/{}",
        shape=regex(_LIPIDS),
    ),
    Field(
        name="metanetx_id",
        words="MetaNetX identifier",
        kind=Kind.IDENTIFIER,
        spellings=("metanetxid", "metanetx", "mnxid", "mnxmid", "metanetxchemical", "metmetanetxid"),
        example="MNXM192",
        form=_form(
            r"(?:metanetx(?:\.chemical)?[:\s]\s*)?(?P<bare>MNXM\d{1,8}|WATER|BIOMASS)",
            "MNXM and a number",
        ),
        address="https://www.metanetx.org/chem_info/{}",
        shape=regex(r"MNXM\d+"),
    ),
    Field(
        name="atc_code",
        words="ATC code",
        article="an",
        kind=Kind.IDENTIFIER,
        spellings=("atccode", "atc", "atccodes", "p267"),
        example="M03BX01",
        form=_form(rf"(?P<bare>{_ATC})|Q{_ATC}", "a code", re.NOFLAG),
        address="https://atcddd.fhi.no/atc_ddd_index/?code={}",
        shared=True,
        shape_checked=False,
    ),
    Field(
        name="own_id",
        words="own identifier",
        article="an",
        kind=Kind.IDENTIFIER,
        spellings=("ownid", "ownidentifier"),
        example="GB-0007",
        form=_form(r"(?=.*[^\W_])\S(?:.{0,198}\S)?", "any text with a letter or digit"),
        rare=True,
        shape_checked=False,
        aspects=("connectivity", "stereo"),
    ),
    Field(
        name="molblock",
        words="molfile",
        kind=Kind.MOLBLOCK,
        spellings=("molblock", "molfile", "mdlmolfile", "ctab", "mol"),
        shape_checked=False,
        aspects=ASPECTS,
    ),
)  # fmt: skip
"""Every field of a record, in canonical order."""

OWN_ID = "own_id"
"""The field that a column of identifiers of one's own is read as, where it is named as such."""

FIELDS: tuple[str, ...] = tuple(field.name for field in TABLE)
"""Names of the fields, in canonical order."""


def table_by_name(table: Iterable[Field]) -> dict[str, Field]:
    """Index a table by name.

    Raises
    ------
    ValueError
        Two fields share a name, words, a heading or a parameter.
    """
    found: dict[str, Field] = {}
    taken: dict[tuple[str, str], str] = {}
    for field in table:
        own = [("name", field.name), ("words", field.words)]
        own += [("heading", heading) for heading in field.spellings]
        own += [("parameter", parameter) for parameter in field.parameters]
        for what, text in own:
            if (what, text) in taken:
                raise ValueError(f"fields {taken[what, text]!r} and {field.name!r} have the same {what} {text!r}")
            taken[what, text] = field.name
        found[field.name] = field
    return found


BY_NAME: Mapping[str, Field] = table_by_name(TABLE)
"""Name to field, in canonical order."""


def of_kind(*kinds: Kind) -> tuple[str, ...]:
    """Name the fields of some kinds, in canonical order.

    Examples
    --------
    >>> of_kind(Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS)
    ('molecular_weight', 'monoisotopic_mass')
    """
    return tuple(field.name for field in TABLE if field.kind in kinds)


_SHAPES = tuple((field.name, field.shape) for field in TABLE if field.shape is not None)
_ANY_SHAPE = regex("|".join(f"(?:{shape.pattern})" for _, shape in _SHAPES))


def shape_of(text: str) -> str | None:
    """Name the field that a value belongs to by its shape; None where the shape says nothing.

    Examples
    --------
    >>> shape_of("KPYSYYIEGFHWSV-UHFFFAOYSA-N"), shape_of("1134-47-0"), shape_of("213.66")
    ('inchikey', 'cas', None)
    """
    value = plain_signs(text.strip())
    if not _ANY_SHAPE.fullmatch(value):
        return None
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(value)), None)
