"""PubChem on loopback: answers in the published format of PUG REST, and every fault a server has.

The compounds are those of ``data/compounds.csv`` (its README names the sources); the form of the answers
is that of https://pubchem.ncbi.nlm.nih.gov/docs/pug-rest, in the three ages that its JSON went through:
2016 (masses as numbers; SMILES called Canonical and Isomeric), 2021 (masses as text) and 2025 (SMILES
called Connectivity and Absolute).
"""

from __future__ import annotations

import csv
import json
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from rdkit import Chem
from rdkit.Chem.Descriptors import ExactMolWt

PREFIX = "/rest/pug/"
GREEN = "Request Count status: Green (0%), Request Time status: Green (0%), Service status: Green (20%)"
NOT_FOUND = {"Code": "PUGREST.NotFound", "Message": "No CID found", "Details": ["No CID found that matches"]}
BUSY = {"Code": "PUGREST.ServerBusy", "Message": "Too many requests or server too busy"}
ARBACLOFEN = 44602
"""PubChem's CID of (R)-baclofen."""

_TABLE = Path(__file__).parents[2] / "data" / "compounds.csv"


def family():
    """Give the rows of ``data/compounds.csv`` that have a CID, by CID."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {int(row["pubchem_cid"]): row for row in rows if row["pubchem_cid"]}


def synonyms(row):
    """Give the names and numbers of a compound as depositors give them."""
    unii = (f"UNII-{row['unii']}", row["unii"]) if row["unii"] else ()
    return [text for text in (row["name"], *row["aliases"].split("|"), row["cas"], *unii) if text]


def compound(row, age="2025", cid=None):
    """Write a row as one of ``PC_Compounds``; `cid` 0 is a structure that PubChem has no number for."""
    atoms, flat, mass = drawn(row["smiles"])
    absolute, connectivity = ("Absolute", "Connectivity") if age == "2025" else ("Isomeric", "Canonical")
    texts = [
        ("IUPAC Name", "Allowed", row["iupac_name"]),
        ("IUPAC Name", "Preferred", row["iupac_name"]),
        ("InChI", "Standard", row["inchi"]),
        ("InChIKey", "Standard", row["inchikey"]),
        ("Molecular Formula", None, row["formula"]),
        ("SMILES", connectivity, flat),
        ("SMILES", absolute, row["smiles"]),
    ]
    masses = [("Mass", "Exact", mass), ("Molecular Weight", None, row["molecular_weight"])]
    masses.append(("Weight", "MonoIsotopic", mass))
    number = int(row["pubchem_cid"]) if cid is None else cid
    return {
        "id": {"id": {"cid": number}} if number else {},
        **atoms,
        "props": [prop(label, name, {"sval": text}) for label, name, text in texts]
        + [
            prop(label, name, {"fval": round(float(text), 3)} if age == "2016" else {"sval": text})
            for label, name, text in masses
        ],
    }


@cache
def drawn(smiles):
    """Give atoms, bonds and charge of a structure in PubChem's form, its flat SMILES and its mass [Da]."""
    mol = Chem.AddHs(Chem.MolFromSmiles(smiles))
    atoms = {
        "atoms": {
            "aid": [atom.GetIdx() + 1 for atom in mol.GetAtoms()],
            "element": [atom.GetAtomicNum() for atom in mol.GetAtoms()],
        },
        "bonds": {
            "aid1": [bond.GetBeginAtomIdx() + 1 for bond in mol.GetBonds()],
            "aid2": [bond.GetEndAtomIdx() + 1 for bond in mol.GetBonds()],
            "order": [int(bond.GetBondTypeAsDouble()) for bond in mol.GetBonds()],
        },
        "charge": Chem.GetFormalCharge(mol),
        "count": {"heavy_atom": mol.GetNumHeavyAtoms()},
    }
    flat = Chem.MolToSmiles(Chem.MolFromSmiles(smiles), isomericSmiles=False)
    return atoms, flat, f"{ExactMolWt(mol):.9f}"


def prop(label, name, value):
    """Write one property of a compound."""
    return {"urn": {"label": label, "name": name} if name else {"label": label}, "value": value}


@dataclass
class Asked:
    """One request as the server saw it."""

    at: float
    method: str
    path: str
    form: dict
    options: dict
    headers: dict


@dataclass
class Replay:
    """The server: what it was asked, and how it is to misbehave next."""

    age: str = "2025"
    asked: list[Asked] = field(default_factory=list)
    faults: deque = field(default_factory=deque)
    throttling: str = GREEN
    rows: dict = field(default_factory=family)

    def __enter__(self):
        replay = self

        class Handler(_Handler):
            server_state = replay

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def host(self):
        """Give the address without the path."""
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def address(self):
        """Give the base address for the client."""
        return f"{self.host}{PREFIX.rstrip('/')}"

    @property
    def paths(self):
        """Give what was asked, in order."""
        return [one.path for one in self.asked]

    def answer(self, path, form, options):
        """Give status and JSON of the answer to a question."""
        domain, namespace, *rest = path.split("/")
        text = form.get(namespace) or form.get("smiles", "")
        if domain != "compound" or rest[-1] != "JSON":
            return 400, {"Fault": {"Code": "PUGREST.BadRequest", "Message": "Invalid input"}}
        cids = {
            "cid": self._by_cid,
            "inchikey": self._by_key,
            "name": self._by_name,
            "smiles": self._by_smiles,
            "fastsubstructure": self._containing,
            "fastsimilarity_2d": self._containing,
        }[namespace](text)
        if namespace == "smiles":
            return 200, {"IdentifierList": {"CID": cids or [0]}}
        if not cids:
            return 404, {"Fault": NOT_FOUND}
        cids = cids[: int(options.get("MaxRecords", len(cids)))]
        return 200, self._about(cids, rest[-2] if len(rest) > 1 else "record")

    def _about(self, cids, operation):
        rows = [self.rows[cid] for cid in cids]
        if operation == "record":
            return {"PC_Compounds": [compound(row, self.age) for row in rows]}
        if operation == "cids":
            return {"IdentifierList": {"CID": cids}}
        if operation == "synonyms":
            information = [{"CID": cid, "Synonym": synonyms(row)} for cid, row in zip(cids, rows, strict=True)]
            return {"InformationList": {"Information": information}}
        values = {"Title": "name", "InChIKey": "inchikey"}[operation]
        table = [{"CID": cid, operation: row[values]} for cid, row in zip(cids, rows, strict=True)]
        return {"PropertyTable": {"Properties": table}}

    def _by_cid(self, text):
        return [int(cid) for cid in text.split(",") if int(cid) in self.rows]

    def _by_key(self, text):
        return [cid for key in text.split(",") for cid, row in self.rows.items() if row["inchikey"] == key]

    def _by_name(self, text):
        wanted = text.casefold()
        return [cid for cid, row in self.rows.items() if wanted in {name.casefold() for name in synonyms(row)}]

    def _by_smiles(self, text):
        wanted = Chem.CanonSmiles(text)
        return [cid for cid, row in self.rows.items() if Chem.CanonSmiles(row["smiles"]) == wanted]

    def _containing(self, text):
        wanted = Chem.MolFromSmiles(text)
        mols = {cid: Chem.MolFromSmiles(row["smiles"]) for cid, row in self.rows.items()}
        return [cid for cid, mol in mols.items() if mol.HasSubstructMatch(wanted)]


class _Handler(BaseHTTPRequestHandler):
    server_state: Replay

    def do_POST(self):
        at = time.monotonic()
        state = self.server_state
        target = urlsplit(self.path)
        form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        asked = Asked(
            at,
            self.command,
            target.path.removeprefix(PREFIX),
            {key: values[0] for key, values in parse_qs(form).items()},
            {key: values[0] for key, values in parse_qs(target.query).items()},
            dict(self.headers),
        )
        state.asked.append(asked)
        if state.faults and state.faults[0] is not None:
            state.faults.popleft()(self)
            return
        if state.faults:
            state.faults.popleft()
        self.give(*state.answer(asked.path, asked.form, asked.options))

    def do_GET(self):
        self.do_POST()

    def give(self, status, answer, headers=()):
        """Send JSON."""
        self.send(status, json.dumps(answer).encode(), "application/json", headers)

    def send(self, status, body, kind, headers=(), length=None):
        """Send anything."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        if self.server_state.throttling:
            self.send_header("X-Throttling-Control", self.server_state.throttling)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Print nothing."""


# -- faults ----------------------------------------------------------------------------------------


def fault(status, said, *headers):
    """Give a fault in PubChem's form."""
    return lambda handler: handler.give(status, {"Fault": said}, headers)


def busy(*headers):
    """Give the fault of an overloaded PubChem."""
    return fault(503, BUSY, *headers)


def body(content, kind="application/json", status=200, *, length=None):
    """Give any body."""
    return lambda handler: handler.send(status, content, kind, length=length)


def web_page(status=200):
    """Give a page for people."""
    return body(b"<!DOCTYPE html><html><title>Log in</title></html>", "text/html; charset=utf-8", status)


def silence(seconds):
    """Say nothing for a while, then hang up."""
    return lambda _: time.sleep(seconds)


def dripping_header(seconds):
    """Send a byte of a header now and then: never silent, never done."""

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.02)

    return drip


def dropped(handler):
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.wfile = handler.rfile = _Closed()


class _Closed:
    closed = True

    def flush(self):
        """Do nothing: the line is gone."""

    def close(self):
        """Do nothing: the line is gone."""


def cut_short(handler):
    """Announce more than comes."""
    handler.send(200, b'{"PC_Compounds": [', "application/json", length=5000)


def endless(handler):
    """Send without announcing how much, and without end."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def redirect(target, status=302):
    """Point elsewhere; `target` may be made from the request's own path."""

    def point(handler):
        where = target(handler.path) if callable(target) else target
        handler.give(status, {}, (("Location", where),))

    return point
