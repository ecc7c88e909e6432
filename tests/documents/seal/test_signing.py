"""What independent readers say of a sealed letter: pdfsig, pyHanko's validator."""

from asn1crypto import x509
from collective.eloket.documents.seal.signing import sealed
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.stamps.asking import Authority
from collective.eloket.wires.stamps.asking import CheckedStamper
from io import BytesIO
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from tests.documents.reading import ReadPdf
from tests.documents.seal import house

import pytest
import subprocess


PLAIN, STAMPED = "without a time-stamp", "with a time-stamp"
KEYS = {"rsa": lambda: house.pki().seal, "ec": lambda: house.holder("ec")}


@pytest.fixture(scope="module")
def stamper():
    with house.stamp_authority() as address:
        anchors = (x509.Certificate.load(house.pki().root.der),)
        yield CheckedStamper(Authority(address, 5, anchors, ANYWHERE))


@pytest.fixture(scope="module", params=[PLAIN, STAMPED])
def made(request, stamper):
    """A sealed letter of each kind."""
    stamps = stamper if request.param == STAMPED else None
    return sealed(house.pdf(), house.key(), house.TITLE, stamps)


def pdfsig(data: bytes, tmp_path) -> str:
    """Return what Debian's poppler-utils say; -nocert: of the bytes, not the chain."""
    path = tmp_path / "letter.pdf"
    path.write_bytes(data)
    return subprocess.run(
        ["/usr/bin/pdfsig", "-nocert", str(path)],
        check=False,
        capture_output=True,
        text=True,
    ).stdout


def validated(data: bytes, anchor=None):
    """Return pyHanko's verdict, with one anchor to believe."""
    root = x509.Certificate.load((anchor or house.pki().root).der)
    (signature,) = PdfFileReader(BytesIO(data)).embedded_signatures
    trust = ValidationContext(trust_roots=[root], allow_fetching=False)
    return validate_pdf_signature(signature, trust, ts_validation_context=trust)


@pytest.mark.parametrize("kind", KEYS)
def test_pdfsig_finds_the_whole_document_sealed(kind, tmp_path):
    said = pdfsig(
        sealed(house.pdf(), house.key(KEYS[kind]()), house.TITLE, None), tmp_path
    )
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "SHA-256" in said


def test_pdfsig_finds_stamped_letters_right_too(made, tmp_path):
    said = pdfsig(made, tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert said.count("Signature #") == 1


def test_the_validator_believes_it_with_our_anchor_only(made):
    verdict = validated(made)
    assert verdict.bottom_line
    assert verdict.trusted
    assert str(verdict.coverage).endswith("ENTIRE_FILE")
    stranger = house.authorities.new_seal_pki().root
    assert not validated(made, stranger).trusted


def test_a_stamp_says_when(stamper):
    verdict = validated(sealed(house.pdf(), house.key(), house.TITLE, stamper))
    assert verdict.timestamp_validity.trusted
    assert verdict.timestamp_validity.intact
    plain = validated(sealed(house.pdf(), house.key(), house.TITLE, None))
    assert plain.timestamp_validity is None


def test_one_changed_byte_is_noticed_by_both(made, tmp_path):
    at = made.index(b"/Lang")
    spoiled = made[:at] + b"/Lanh" + made[at + 5 :]
    assert "Digest Mismatch" in pdfsig(spoiled, tmp_path)
    assert not validated(spoiled).intact


def test_something_added_behind_is_noticed_by_both(made, tmp_path):
    longer = made + b"% more\n"
    assert "Not total document signed" in pdfsig(longer, tmp_path)
    assert not str(validated(longer).coverage).endswith("ENTIRE_FILE")


def test_what_was_there_is_unchanged_byte_by_byte(made):
    assert made.startswith(house.pdf())


def promises(data: bytes) -> dict:
    """Return all that makes a PDF/A-3a."""
    read = ReadPdf(data)
    root = read.pdf.Root
    return {
        "metadata": root.Metadata.read_bytes(),
        "facts": {name: str(value) for name, value in read.pdf.docinfo.items()},
        "colours": root.OutputIntents[0].DestOutputProfile.read_bytes(),
        "marked": bool(root.MarkInfo.Marked),
        "language": str(root.Lang),
        "tags": read.tags,
        "order": [str(page.Tabs) for page in read.pdf.pages],
        "fonts": [bool({"/FontFile2", "/FontFile3"} & set(f)) for f in read.fonts],
        "text": read.text,
    }


def test_it_is_for_the_archive_before_and_after(made):
    before, after = promises(house.pdf()), promises(made)
    assert after == before
    assert b"pdfaid:part" in after["metadata"]
    assert after["fonts"]
    assert all(after["fonts"])


def test_its_field_keeps_a_pdf_a_and_has_a_name(made):
    """ISO 19005-2: annotations are printed (6.3.2) and have an appearance (6.3.3)."""
    read = ReadPdf(made)
    (field,) = read.pdf.pages[0].Annots
    assert str(field.TU) == house.TITLE
    assert int(field.F) & 0b100
    assert not int(field.F) & 0b11
    assert field.AP.N.read_bytes() == b""
    # out of the page: nothing that is read aloud in vain
    assert all(int(edge) < 0 for edge in field.Rect)
