from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.anchors import anchors_in
from collective.eloket.audit.anchors import read_anchors
from collective.eloket.audit.errors import AnchorUnreadableError
from datetime import datetime
from datetime import UTC
from email.message import EmailMessage

import pytest


ANCHOR = Anchor(12, bytes(range(32)), datetime(2026, 11, 26, 8, 0, tzinfo=UTC))


def test_an_anchor_is_one_word_that_can_be_read_again():
    assert " " not in str(ANCHOR)
    assert anchors_in(f"Bewaar dit: {ANCHOR}.") == [ANCHOR]
    assert read_anchors(str(ANCHOR)) == [ANCHOR]


def test_a_file_may_hold_many(tmp_path):
    later = Anchor(13, bytes(32), datetime(2026, 11, 27, 8, 0, tzinfo=UTC))
    (tmp_path / "anchors.txt").write_text(f"{ANCHOR}\n{later}\n")
    assert read_anchors(str(tmp_path / "anchors.txt")) == [ANCHOR, later]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_a_saved_mail_is_read_however_it_travelled(tmp_path, encoding):
    mail = EmailMessage()
    mail["Subject"] = "Anker"
    mail.set_content(f"Bewaar dit één jaar:\n\n{ANCHOR}\n", cte=encoding)
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    assert read_anchors(str(tmp_path / "mail.eml")) == [ANCHOR]


@pytest.mark.parametrize(
    "given",
    [
        "",
        "12:abc",
        "\0",
        str(ANCHOR).replace("2026-11-26", "2026-13-26"),
        str(ANCHOR).replace(";count=12", ""),
    ],
    ids=["nothing", "another form", "no name", "no such day", "no count"],
)
def test_what_is_no_anchor_is_refused(given):
    with pytest.raises(AnchorUnreadableError):
        read_anchors(given)


@pytest.mark.parametrize(
    "content", [b"", b"nothing in it", b"\xff\xfe\x00"], ids=["empty", "text", "bytes"]
)
def test_a_file_without_an_anchor_is_refused(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(AnchorUnreadableError):
        read_anchors(str(tmp_path / "file"))


def test_a_mail_without_a_text_is_refused(tmp_path):
    mail = EmailMessage()
    mail.set_content(b"%PDF", maintype="application", subtype="pdf")
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    with pytest.raises(AnchorUnreadableError):
        read_anchors(str(tmp_path / "mail.eml"))
