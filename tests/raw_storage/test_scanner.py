"""The scanner finds what it must, in each encoding and each kind of place."""

from contextlib import closing
from persistent.mapping import PersistentMapping
from tests.raw_storage.forms import forms_of
from tests.raw_storage.places import file_places
from tests.raw_storage.places import folder_places
from tests.raw_storage.places import opened
from tests.raw_storage.places import sqlite_places
from tests.raw_storage.places import zodb_places
from tests.raw_storage.scanner import find
from tests.raw_storage.scanner import Finding
from urllib.parse import quote
from urllib.parse import urlencode
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.FileStorage import FileStorage

import base64
import gzip
import json
import pytest
import sqlite3
import zlib


NAME = "Zoë Müller-Çelik"
PLANTED = {"name": NAME}


def encodings(data):
    return {finding.encoding for finding in find([("x", data)], PLANTED)}


@pytest.mark.parametrize(
    "data, encoding",
    [
        (f"naam: {NAME}.".encode(), "utf-8"),
        (f"naam: {NAME.upper()}.".encode(), "utf-8"),
        (f"naam: {NAME.lower()}.".encode(), "utf-8"),
        (f"naam: {NAME}.".encode("utf-16"), "utf-16"),
        (f"naam: {NAME}.".encode("utf-16-be"), "utf-16"),
        (f"naam: {NAME}.".encode("latin-1"), "latin-1"),
        (base64.b64encode(f"{NAME}.".encode()), "base64"),
        (base64.b64encode(f"1{NAME}.".encode()), "base64"),
        (base64.b64encode(f"12{NAME}".encode()), "base64"),
        (base64.urlsafe_b64encode(f"??>{NAME}?".encode()), "base64"),
        (base64.b64encode(f"1{NAME}".encode("latin-1")), "base64"),
        (quote(NAME).encode(), "url"),
        (b"Zo%c3%ab%20M%c3%bcller-%c3%87elik", "url"),
        (urlencode({"naam": NAME}).encode(), "url"),
        (json.dumps({"naam": NAME}).encode(), "escaped"),
        (rb"Zo\xeb M\xfcller-\xc7elik", "escaped"),
        (b"Zo&#235; M&#252;ller-&#199;elik", "escaped"),
        (b"Zo=C3=AB M=C3=BCller-=C3=87elik", "escaped"),
        (NAME.encode().hex().encode(), "hex"),
    ],
    ids=[
        "utf-8",
        "upper case",
        "lower case",
        "utf-16 little end first",
        "utf-16 big end first",
        "latin-1",
        "base64, first of three",
        "base64, second of three",
        "base64, third of three",
        "base64 for URLs",
        "base64 of latin-1",
        "percent",
        "percent in lower case",
        "form",
        "JSON",
        "Python",
        "HTML",
        "quoted-printable",
        "hex",
    ],
)
def test_a_value_is_found_in_each_encoding(data, encoding):
    assert encoding in encodings(data)


@pytest.mark.parametrize("length", range(6, 12))
@pytest.mark.parametrize("before", range(3))
@pytest.mark.parametrize("after", range(3))
def test_base64_is_found_whatever_stands_around_it(length, before, after):
    value = bytes(range(200, 200 + length))
    data = base64.b64encode(b"\xff" * before + value + b"\xff" * after)
    assert find([("x", data)], {"bytes": value}) == [Finding("bytes", "base64", "x")]


@pytest.mark.parametrize("data", [b"", b"Zo", b"Muller Celik", NAME[1:].encode()])
def test_another_value_is_not_found(data):
    assert encodings(data) == set()


def test_a_plain_text_has_one_form_per_meaning():
    found = forms_of("Voorbeeld")
    assert found[b"Voorbeeld"] == "utf-8"
    assert set(found.values()) == {"utf-8", "utf-16", "base64", "hex"}


def test_a_text_that_latin_1_cannot_write_is_looked_for_without_it():
    assert "latin-1" not in set(forms_of("Ŵilhelm").values())


@pytest.mark.parametrize("value", ["Noor", b"12345"])
def test_a_short_value_is_refused(value):
    with pytest.raises(ValueError, match="chance"):
        forms_of(value)


def test_each_value_is_named_with_its_place():
    places = [("one", b"Voorbeeld"), ("two", b"Proefman Voorbeeld")]
    assert find(places, {"family": "Voorbeeld", "other": "Proefman"}) == [
        Finding("family", "utf-8", "one"),
        Finding("family", "utf-8", "two"),
        Finding("other", "utf-8", "two"),
    ]


def write(storage, text, **about):
    """Write an object, a blob, and transaction notes into a storage."""
    database = DB(storage)
    with database.transaction() as connection:
        root = connection.root()
        root["value"] = PersistentMapping(text=text)
        root["blob"] = Blob(about.get("blob", b""))
        current = connection.transaction_manager.get()
        current.note(about.get("note", ""))
        current.setExtendedInfo("about", about.get("extension", ""))
    return database


@pytest.fixture
def storage(tmp_path):
    found = FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
    yield found
    found.close()


def test_a_record_of_the_zodb_is_found(storage):
    write(storage, NAME)
    (finding,) = find(zodb_places(storage), PLANTED)
    assert finding.encoding == "utf-8"
    assert finding.place.startswith("zodb record")


def test_a_record_that_was_changed_since_is_found(storage):
    database = write(storage, NAME)
    with database.transaction() as connection:
        connection.root()["value"]["text"] = ""
    assert find(zodb_places(storage), PLANTED)


def test_a_layered_storage_is_read_through(storage):
    write(storage, NAME)
    write(DemoStorage(base=storage), "").close()
    assert find(zodb_places(DemoStorage(base=storage)), PLANTED)


@pytest.mark.parametrize("where", ["note", "extension"])
def test_what_a_transaction_says_of_itself_is_found(storage, where):
    write(storage, "", **{where: NAME})
    (finding,) = find(zodb_places(storage), PLANTED)
    assert finding.place.startswith("zodb transaction")


def test_blobs_and_data_files_are_found(storage, tmp_path):
    write(storage, NAME, blob=NAME.encode("latin-1")).close()
    assert find(folder_places(tmp_path / "blobs"), PLANTED)[0].encoding == "latin-1"
    assert find(file_places(tmp_path / "Data.fs"), PLANTED)[0].encoding == "utf-8"


def test_the_name_of_a_file_is_found(tmp_path):
    (tmp_path / f"{NAME}.pdf").write_bytes(b"")
    assert find(folder_places(tmp_path), PLANTED)[0].place == "file name"


@pytest.mark.parametrize(
    "pack",
    [zlib.compress, gzip.compress, lambda data: b".z" + zlib.compress(data)],
    ids=["zlib", "gzip", "zc.zlibstorage"],
)
def test_compressed_data_is_opened(pack):
    packed = pack(f"{NAME} {'x' * 99}".encode())
    assert encodings(packed) == set()
    assert find([("x", data) for data in opened(packed)], PLANTED)


@pytest.mark.parametrize("data", [b".z", b".zoo", b"x\x9c", b"\x1f\x8b", b"\x1f\x8bno"])
def test_data_that_only_begins_as_if_compressed_is_left_as_it_is(data):
    assert list(opened(data)) == [data]


@pytest.fixture
def side_file(tmp_path):
    path = tmp_path / "side.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE entries (id INTEGER, key TEXT, value BLOB)")
        database.commit()
    return path


def test_a_row_of_the_side_store_is_found(side_file):
    with closing(sqlite3.connect(side_file)) as database:
        cells = (None, "x" * 20_000, b"y" * 20_000 + NAME.encode("utf-16-le"))
        database.execute("INSERT INTO entries VALUES (?, ?, ?)", cells)
        database.commit()
    places = {finding.place for finding in find(sqlite_places(side_file), PLANTED)}
    assert "table entries" in places


def test_what_is_in_the_write_ahead_log_only_is_found(side_file):
    with closing(sqlite3.connect(side_file)) as database:
        database.execute("INSERT INTO entries VALUES (1, ?, NULL)", [NAME])
        database.commit()
        assert NAME.encode() not in side_file.read_bytes()
        places = {finding.place for finding in find(sqlite_places(side_file), PLANTED)}
    assert places == {"file side.sqlite-wal", "table entries"}


def test_a_log_is_found(tmp_path):
    (tmp_path / "event.log").write_text(f"INFO mail to {NAME}\n", encoding="utf-8")
    (finding,) = find(file_places(tmp_path / "event.log"), PLANTED)
    assert finding.place == "file event.log"
