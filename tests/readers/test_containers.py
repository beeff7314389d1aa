"""Folders and archives: each file in them is an input of its own, and none of them does harm."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.io import archives
from published import whole
from workbooks import workbook

CSV = b"name,smiles\nmethane,C\n"
LIST = b"CC ethane\nCCC propane\n"
WORKBOOK = workbook({"S": [["Name", "SMILES"], ["butane", "CCCC"]]})
README = b"About these files.\n"


def zipped(members):
    """Give the bytes of a ZIP archive of names and contents."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def tarred(members, mode="w:gz"):
    """Give the bytes of a tar archive of names and contents."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return content.getvalue()


def write(folder, name, data):
    """Write a file, and the folders it lies in, and give its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def outcome(path, **options):
    """Give the names of the records, the complaint at the end, and what was said."""
    said: list[str] = []
    names: list[str | None] = []
    complaint = ""
    try:
        for record in read(path, say=said.append, **options):
            names += [record.name]
    except InputError as error:
        complaint = str(error)
    return names, complaint, said


PACKED = [
    pytest.param("a.zip", zipped, id="zip"),
    pytest.param("a.tar", lambda members: tarred(members, "w"), id="tar"),
    pytest.param("a.tar.gz", tarred, id="tar-gz"),
    pytest.param("a.tgz", tarred, id="tgz"),
    pytest.param("a.tar.xz", lambda members: tarred(members, "w:xz"), id="tar-xz"),
    pytest.param("a.tar.bz2", lambda members: tarred(members, "w:bz2"), id="tar-bz2"),
    pytest.param("any-name", zipped, id="by-content"),
]


@pytest.mark.parametrize(("name", "pack"), PACKED)
def test_members_in_order(tmp_path, name, pack):
    """Each member is read as what it is, in the order of the archive; its place is a path into it."""
    path = write(tmp_path, name, pack({"t/b.csv": CSV, "a.smi": LIST, "c.xlsx": WORKBOOK}))
    records = list(read(path))

    assert [record.name for record in records] == ["methane", "ethane", "propane", "butane"]
    assert [str(record.place) for record in records] == [
        f"{path}/t/b.csv:2", f"{path}/a.smi:1", f"{path}/a.smi:2", f"{path}/c.xlsx!S:2",
    ]  # fmt: skip


def test_folder_of_any_files(tmp_path):
    """A folder stands for all files in it and its subfolders, in the order of their names."""
    for name, data in {"b.csv": CSV, "a/a.smi": LIST, "c.zip": zipped({"c.xlsx": WORKBOOK})}.items():
        write(tmp_path, name, data)

    assert outcome(tmp_path) == (["ethane", "propane", "methane", "butane"], "", [])


def test_files_without_records_are_named(tmp_path):
    """What holds no records is passed over, and said in one line with the reasons."""
    members = {
        "READ ME.txt": README,
        "figure.png": b"\x89PNG\r\n\x1a\n",
        "drugs.csv": CSV,
        "__MACOSX/._drugs.csv": b"\0\5\x16\7",
        ".DS_Store": bytes(9),
        "empty.csv": b"",
    }
    path = write(tmp_path, "a.zip", zipped(members))
    names, complaint, (said,) = outcome(path)

    assert (names, complaint) == (["methane"], "")
    assert said == (
        f"{path}: not read: READ ME.txt (a text beside the data), figure.png (a PNG image), "
        "empty.csv (the input is empty), 2 hidden files"
    )


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        pytest.param(
            "prep.py", 'COLUMNS = ["name", "SMILES", "MW"]\nframe = frame[["name", "MW"]]\n', "a program", id="py"
        ),
        pytest.param("prep.R", "df <- data.frame(name, SMILES, MW)\nselect(name, MW)\n", "a program", id="r"),
        pytest.param("notes.ipynb", '{"cells": [{"name": "x", "smiles": "CCO"}]}', "a program", id="notebook"),
        pytest.param("q.sql", "SELECT name,\nsmiles, mw, formula\nFROM a, b\n", "a program", id="sql"),
        pytest.param("Makefile", "all: name,SMILES,MW\ncolumns = name,SMILES,MW\n", "a program", id="makefile"),
        pytest.param("tool", "#!/usr/bin/env python\nname, smiles, mw = 1, 2, 3\n", "a program", id="script"),
        pytest.param("package.json", '{"name": "gaba", "smiles": "x"}', "a file of settings", id="package"),
        pytest.param("ci.yml", "- name: Check\n  run: verify-structure\n", "a file of settings", id="workflow"),
        pytest.param("env.yml", "name: gaba\nchannels:\n  - conda-forge\n", "a file of settings", id="environment"),
        pytest.param(
            "run.log", "INFO read name, SMILES, MW\nINFO done, well, ok\n", "a text beside the data", id="log"
        ),
        pytest.param("README.txt", "It has\nname, SMILES, MW\nand more\n", "a text beside the data", id="read-me"),
    ],
)
def test_files_beside_the_data(tmp_path, name, text, what):
    """A program, settings and a read-me file of a folder are no tables, though a line names fields, and are named."""
    write(tmp_path, "drugs.csv", CSV)
    path = write(tmp_path, name, text.encode())

    assert outcome(tmp_path) == (["methane"], "", [f"{tmp_path}: not read: {name} ({what})"])
    path.rename(tmp_path / f"{name}.csv")
    write(tmp_path, "a.zip", zipped({"drugs.csv": CSV, f"data/{name}": text.encode()}))
    assert outcome(tmp_path / "a.zip")[0] == ["methane"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("drugs.yml", "- name: methane\n  smiles: C\n", id="yaml-of-compounds"),
        pytest.param("README.md", "| name | smiles |\n|---|---|\n| methane | C |\n", id="a-table-of-markdown"),
        pytest.param("drugs.txt", CSV.decode(), id="text"),
        pytest.param("drugs", CSV.decode(), id="no-ending"),
    ],
)
def test_files_that_are_data(tmp_path, name, text):
    """An ending that settings and prose have, too, takes no records away."""
    write(tmp_path, name, text.encode())

    assert outcome(tmp_path) == (["methane"], "", [])


def test_a_program_that_is_named_is_tried(tmp_path):
    """What the user names is read, whatever its ending."""
    assert outcome(write(tmp_path, "drugs.py", CSV)) == (["methane"], "", [])


def test_empty_folder(tmp_path):
    """A folder without files is an error before the first record is asked for."""
    (tmp_path / "a").mkdir()
    with pytest.raises(InputError, match="no files in this folder"):
        read(tmp_path)


def test_hidden_files_of_a_folder(tmp_path):
    """Files of programs, such as those of a version control, are no part of a folder."""
    for name in (".git/config", "_SUCCESS", "a.csv"):
        write(tmp_path, name, CSV)

    assert outcome(tmp_path) == (["methane"], "", [])


@pytest.mark.parametrize(
    ("members", "names", "complaint"),
    [
        pytest.param({"a.sdf": CSV, "b.csv": CSV}, ["methane"], "a.zip/a.sdf: not an SD file", id="broken-member"),
        pytest.param({"a.sdf": CSV, "b.sdf": CSV}, [], "and 1 more of the 2 files", id="two-of-them"),
        pytest.param({"a.csv": README}, [], "a.zip/a.csv: no column recognised", id="nothing-in-the-only-one"),
        pytest.param({"a.txt": README, "b.txt": README}, [], "no records in the 2 files: a.txt (no column", id="none"),
        pytest.param({}, [], "a.zip: no records in it", id="empty"),
        pytest.param({"a.csv": b"name,smiles\n"}, [], "a.zip: no records in it", id="header-only"),
    ],
)
def test_members_that_cannot_be_read(tmp_path, members, names, complaint):
    """One member that cannot be read does not stop the others; an archive without records is an error."""
    found, said, _ = outcome(write(tmp_path, "a.zip", zipped(members)))

    assert found == names
    assert complaint in said
    assert "\n" not in said


def test_mapping(tmp_path):
    """A column is mapped in the members that have it."""
    path = write(tmp_path, "a.zip", zipped({"a.csv": b"Id;Struct\n1;C\n", "b.smi": LIST, "README": README}))
    records = list(read(path, mapping={"smiles": "Struct"}, say=lambda _: None))

    assert [record.smiles for record in records] == ["C", "CC", "CCC"]


def encrypted(data):
    """Mark the first member of a ZIP archive as encrypted, in both of its headers."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\1\2") + 8] |= 1
    return bytes(changed)


def test_encrypted_member(tmp_path):
    """An encrypted member is passed over by name."""
    path = write(tmp_path, "a.zip", encrypted(zipped({"secret.csv": CSV, "b.csv": CSV})))

    assert outcome(path) == (["methane"], "", [f"{path}: not read: secret.csv (encrypted)"])


@pytest.mark.parametrize("name", ["../../outside.csv", "/etc/outside.csv"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_no_path_leads_outside(tmp_path, name, pack):
    """A member whose path leads out of the archive is not read, and nothing is written anywhere."""
    path = write(tmp_path / "in", "a", pack({name: CSV, "b.csv": LIST.replace(b" ", b",")}))
    names, _, said = outcome(path)

    assert len(names) == 2
    assert "its path leads out of the archive" in said[0]
    assert [found.name for found in tmp_path.rglob("*") if found.is_file()] == ["a"]


def test_links_are_not_followed(tmp_path):
    """A link in a tar archive is not read."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        link = tarfile.TarInfo("a.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        info = tarfile.TarInfo("b.csv")
        info.size = len(CSV)
        archive.addfile(info, io.BytesIO(CSV))
    path = write(tmp_path, "a.tar", content.getvalue())

    assert outcome(path) == (["methane"], "", [f"{path}: not read: a.csv (no file but a link or a device)"])


def nested(depth, pack):
    """Put an archive into an archive, so many times [-]."""
    data, name = CSV, "a.csv"
    for _ in range(depth):
        data, name = pack({name: data}), "a"
    return data


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_archives_in_archives(tmp_path, pack):
    """Archives are opened within each other, but not without end."""
    assert outcome(write(tmp_path, "three", nested(3, pack)))[0] == ["methane"]
    assert "more than 3 deep" in outcome(write(tmp_path, "nine", nested(9, pack)))[1]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_bombs(tmp_path, monkeypatch, pack):
    """A member that unpacks to hundreds of times its size is given up; the one before it is read."""
    monkeypatch.setattr(archives, "UNSUSPICIOUS", 1 << 20)
    path = write(tmp_path, "bomb", pack({"a.csv": CSV, "b.csv": CSV + b"x,C\n" + b" " * (8 << 20)}))
    names, complaint, _ = outcome(path)

    assert names[0] == "methane"
    assert "unpacks to more than 300 times its size" in complaint


def test_limits(tmp_path, monkeypatch):
    """Archives of too many members or too many bytes are given up with the limit."""
    path = write(tmp_path, "a.zip", zipped({f"{number}.csv": CSV for number in range(4)}))
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    assert outcome(path)[:2] == (["methane"] * 3, f"{path}: the archive has more than 3 members")
    monkeypatch.setattr(archives, "MOST_MEMBERS", 9)
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 30)
    assert "unpacks to more than" in outcome(path)[1]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="truncated"),
        pytest.param(lambda data: data[:40] + b"\xff" * 20 + data[60:], id="bytes-changed"),
    ],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_damage(tmp_path, pack, damage):
    """Damage is said in one line."""
    data = pack({"a.csv": CSV + b"".join(b"n%d,%s\n" % (n, b"C" * (n % 97 + 1)) for n in range(3000))})
    complaint = outcome(write(tmp_path, "a", damage(data)))[1]

    assert "damaged" in complaint or "truncated" in complaint
    assert "\n" not in complaint


def test_a_member_without_a_name(tmp_path):
    """A directory that has lost a name, at which zipfile itself stumbles, is damage too."""
    data = bytearray(zipped({"a.csv": CSV}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 28 : entry + 30] = b"\0\0"  # length of the name
    del data[entry + 46 : entry + 46 + len("a.csv")]
    end = data.index(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little") - len("a.csv")
    data[end + 12 : end + 16] = size.to_bytes(4, "little")

    assert "damaged" in outcome(write(tmp_path, "a.zip", bytes(data)))[1]


def test_standard_input():
    """An archive is read from a pipe that cannot be sought in."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    for data in (zipped({"a.csv": CSV}), tarred({"a.csv": CSV})):
        assert str(next(read("-", stdin=Pipe(data))).place) == "<stdin>/a.csv:2"


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("https://example.org/drugs.csv", "an address, not a file: download it first"),
        ("https://en.wikipedia.org/wiki/Baclofen", r"save https://en\.wikipedia\.org/wiki/Baclofen\?action=raw as"),
        ("https://de.wikipedia.org/w/index.php?title=Baclofen", r"title=Baclofen&action=raw as article\.wikitext"),
    ],
)
def test_addresses_are_refused(address, hint):
    """Nothing is fetched: an address is refused with what to do."""
    with pytest.raises(InputError, match=hint):
        read(address)


@pytest.mark.parametrize(
    ("name", "count", "member"),
    [
        pytest.param("one_table.zip", 4, "google_sheet.csv", id="zip-of-a-table"),
        pytest.param("sdfs.tar.gz", 4, "sdfs/x.sdf", id="tar-of-an-sd-file"),
        pytest.param("UNII_Data.zip", 5, "UNII_Records_23Jun2026.txt", id="zip-with-a-read-me"),
    ],
)
def test_published_archives(name, count, member):
    """Archives as databases offer them give their records."""
    records = list(read(whole(f"files/{name}"), say=lambda _: None))

    assert len(records) == count
    assert {str(record.place).rpartition(":")[0] for record in records} == {f"{whole(f'files/{name}')}/{member}"}
