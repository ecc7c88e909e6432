"""Anchors that an authority stamped: kept, compared with the chain, and verified."""

from collective.eloket.audit import anchor_rows
from collective.eloket.audit import commands
from collective.eloket.audit import sealing
from collective.eloket.audit import stamps
from collective.eloket.audit.anchors import anchors_in
from collective.eloket.audit.anchors import read_anchors
from collective.eloket.audit.errors import AnchorUnreadableError
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.audit.stamps import about_stamps
from collective.eloket.audit.verifying import verify
from collective.eloket.wires.stamps.errors import StampTrustError
from dataclasses import replace
from datetime import timedelta
from eloket_sandbox.cards.trusting import pem
from eloket_sandbox.sealing.authorities import new_seal_pki
from tests.audit.chained import findings
from tests.audit.chained import sealed
from tests.documents.seal import house
from tests.wires.test_tokens import token_of

import pytest


def trust(monkeypatch, tmp_path, pki):
    path = tmp_path / "stamp-trust.pem"
    path.write_text(pem(pki.root))
    monkeypatch.setenv("ELOKET_STAMP_TRUST", str(path))


@pytest.fixture
def anchor(audit, monkeypatch, tmp_path):
    """The anchor of five sealed rows, stamped and kept."""
    trust(monkeypatch, tmp_path, house.pki())
    sealed(audit, 5)
    bare = sealing.current_anchor()
    found = replace(bare, token=token_of(bare.word.encode()))
    assert audit.keep_anchor(found)
    return found


def test_what_is_kept_comes_back_as_it_was(anchor):
    assert list(anchor_rows.kept()) == [anchor]


def test_one_of_each_length_is_kept(audit, anchor):
    assert not audit.keep_anchor(replace(anchor, token=b"another"))
    assert list(anchor_rows.kept()) == [anchor]


def test_its_words_can_be_read_again(anchor, tmp_path):
    assert anchors_in(str(anchor)) == [anchor]
    (tmp_path / "kept").write_text(f"{anchor}\n{anchor.word}\n")
    assert read_anchors(str(tmp_path / "kept")) == [anchor, replace(anchor, token=None)]
    assert "token" not in repr(anchor)


def test_a_time_stamp_that_is_no_base64_is_refused(anchor):
    with pytest.raises(AnchorUnreadableError):
        anchors_in(f"{anchor.word};token=a")


def test_a_chain_with_its_stamped_anchor_is_whole(anchor):
    report = verify()
    assert report.is_whole
    assert (report.anchors, report.stamps) == (1, 1)
    assert verify([anchor]).stamps == 1


def test_a_chain_that_was_written_anew_differs_from_the_anchor_that_was_kept(
    audit, anchor, run
):
    run("DELETE FROM audit_seals")
    run("UPDATE audit SET object = 'another' WHERE id = 1")
    sealing.seal_new_rows()
    assert findings() == [("anchor-differs", "anchor", 5)]


def test_a_chain_that_was_cut_off_is_too_short_for_it(anchor, run):
    run("DELETE FROM audit_seals")
    run("DELETE FROM audit WHERE id > 2")
    sealing.seal_new_rows()
    assert findings() == [("cut-off", "anchor", 5)]


@pytest.mark.parametrize(
    "change",
    [
        {"token": b"nothing"},
        {"head": b"\0" * 32},
        {"count": 4},
        {"at": timedelta(seconds=1)},
    ],
    ids=["no token", "of another head", "of another count", "of another moment"],
)
def test_a_stamp_that_is_not_of_the_anchor_is_told(anchor, change):
    if "at" in change:
        change = {"at": anchor.at + change["at"]}
    changed = replace(anchor, **change)
    assert [found.word for found in about_stamps([changed])] == ["stamp-invalid"]


def test_a_stamp_of_an_authority_that_nobody_here_believes_is_told(
    anchor, monkeypatch, tmp_path
):
    trust(monkeypatch, tmp_path, new_seal_pki())
    assert findings() == [("stamp-invalid", "anchor", 5)]


@pytest.mark.parametrize("hours", [-1, 1], ids=["after now", "before the anchor"])
def test_a_stamp_of_an_impossible_moment_is_told(anchor, monkeypatch, hours):
    """The clock stands an hour back; or the anchor says that it is an hour younger."""
    if hours < 0:
        early = stamps.utcnow() - timedelta(hours=1)
        monkeypatch.setattr(stamps, "utcnow", lambda: early)
        late = anchor
    else:
        late = replace(anchor, at=anchor.at + timedelta(hours=1))
        late = replace(late, token=token_of(late.word.encode()))
    assert [found.word for found in about_stamps([late])] == ["stamp-invalid"]


def test_without_authorities_no_time_stamp_is_believed(anchor, monkeypatch, capsys):
    monkeypatch.delenv("ELOKET_STAMP_TRUST")
    with pytest.raises(StampTrustError):
        verify()
    assert commands.main(["verify"]) == commands.CANNOT_LOOK
    assert "StampTrustError" in capsys.readouterr().err


def test_without_time_stamps_no_authorities_are_needed(audit, monkeypatch):
    monkeypatch.delenv("ELOKET_STAMP_TRUST", raising=False)
    sealed(audit, 2)
    assert verify([sealing.current_anchor()]).is_whole


def test_all_that_were_stamped_are_printed_to_be_kept_elsewhere(anchor, run, capsys):
    assert commands.main(["anchors"]) == commands.WHOLE
    printed = capsys.readouterr().out
    assert anchors_in(printed) == [anchor]
    run("DELETE FROM audit_anchors")
    assert commands.main(["verify", "--anchor", printed]) == commands.WHOLE
    assert "1 anchors, 1 of them stamped" in capsys.readouterr().out


def test_a_database_that_is_down_is_told(audit, run):
    run("DROP TABLE audit_anchors")
    with pytest.raises(AuditUnavailableError):
        list(anchor_rows.kept())
