"""The small clamd of the other tests is ours; here the verdicts are the real one's."""

from collective.eloket.catalogue.scanning import Clamd
from collective.eloket.catalogue.scanning import ScannerFailedError
from io import BytesIO
from tests.catalogue import real_clamd
from tests.catalogue.clamd import FakeClamd
from zipfile import ZipFile

import pytest


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    with real_clamd.running(tmp_path_factory.mktemp("clamd")) as address:
        yield Clamd(address)


def packed(data: bytes) -> bytes:
    """The same in a ZIP file, as in a text document."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("word/media/image1.bin", data)
    return file.getvalue()


@pytest.mark.parametrize(
    "data, is_clean",
    [
        (b"%PDF-1.7 " + b"x" * 200_000, True),
        (b"%PDF-1.7 " + b"x" * 200_000 + FakeClamd.VIRUS, False),
        (FakeClamd.VIRUS, False),
        (packed(b"a picture"), True),
        (packed(FakeClamd.VIRUS), False),
        (b"", True),
    ],
    ids=["clean", "at the end", "alone", "packed clean", "packed", "empty"],
)
def test_its_verdicts_are_understood(scanner, data, is_clean):
    assert scanner.is_clean(data) is is_clean


def test_what_is_too_large_for_it_is_a_failure_never_clean(scanner):
    with pytest.raises(ScannerFailedError):
        scanner.is_clean(b"x" * (real_clamd.STREAM_MB * 1024 * 1024 + 1))
