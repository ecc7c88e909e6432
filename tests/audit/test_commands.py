from collective.eloket.audit import commands
from collective.eloket.audit import mismatches
from tests.audit.chained import record
from tests.audit.chained import sealed

import pytest


@pytest.fixture
def eloket_audit(capsys):
    """Runs the command; returns its code, output and errors."""

    def run(*arguments):
        code = commands.main(arguments)
        return code, *capsys.readouterr()

    return run


def test_a_whole_chain_ends_well_and_counts(audit, eloket_audit):
    sealed(audit, 3)
    record(audit, 1)
    _code, anchor, _errors = eloket_audit("anchor")
    code, out, errors = eloket_audit("verify", "--anchor", anchor.strip())
    assert (code, errors) == (0, "")
    assert (
        out
        == "3 rows under 1 seals; 1 rows not sealed yet; 1 anchors, 0 of them stamped\n"
    )


def test_without_an_anchor_it_says_what_it_cannot_see(audit, eloket_audit):
    sealed(audit, 1)
    code, out, _errors = eloket_audit("verify")
    assert code == 0
    assert "without an anchor" in out


def test_what_is_wrong_is_told_line_by_line(audit, run, eloket_audit, monkeypatch):
    ids = sealed(audit, 3)
    run("DELETE FROM audit WHERE id = {}", ids[0])
    run("UPDATE audit SET role = 'x' WHERE id = {}", ids[1])
    code, out, _errors = eloket_audit("verify")
    assert code == 1
    assert out.splitlines()[:2] == [
        f"removed row {ids[0]}",
        f"changed row {ids[1]}",
    ] or (out.splitlines()[:2] == [f"changed row {ids[1]}", f"removed row {ids[0]}"])
    monkeypatch.setattr(mismatches, "MOST", 1)
    assert "more is wrong" in eloket_audit("verify")[1]


def test_an_anchor_of_a_longer_chain_is_told(audit, eloket_audit, tmp_path):
    sealed(audit, 2)
    anchor = eloket_audit("anchor")[1].replace("count=2", "count=5")
    (tmp_path / "mail.txt").write_text(f"Dag,\n{anchor}")
    code, out, _errors = eloket_audit("verify", "--anchor", str(tmp_path / "mail.txt"))
    assert code == 1
    assert out.startswith("cut-off anchor 5\n")


def test_an_anchor_that_cannot_be_read_has_a_code_of_its_own(audit, eloket_audit):
    code, out, errors = eloket_audit("verify", "--anchor", "no-such-file")
    assert (code, out) == (2, "")
    assert errors.startswith("anchor: ")


def test_an_empty_database_is_not_called_whole(audit, eloket_audit):
    code, _out, errors = eloket_audit("verify")
    assert code == 3
    assert "right database" in errors
    assert eloket_audit("anchor")[0] == 3


def test_a_chain_whose_rows_and_seals_are_all_gone_is_broken_for_an_anchor(
    audit, run, eloket_audit
):
    sealed(audit, 2)
    anchor = eloket_audit("anchor")[1].strip()
    run("DELETE FROM audit")
    run("DELETE FROM audit_seals")
    code, out, _errors = eloket_audit("verify", "--anchor", anchor)
    assert code == 1
    assert out.startswith("cut-off anchor 2\n")


@pytest.mark.parametrize("action", ["verify", "anchor"])
def test_a_database_that_is_not_there_is_told_without_its_address(
    audit, eloket_audit, monkeypatch, action
):
    nowhere = "postgresql+psycopg2://eloket:secret@127.0.0.1:1/none"
    with monkeypatch.context() as changed:
        changed.setenv("ELOKET_SIDE_STORE", nowhere)
        code, _out, errors = eloket_audit(action)
    assert code == 3
    assert "secret" not in errors


def test_keys_that_are_not_there_are_told(audit, eloket_audit, monkeypatch, tmp_path):
    sealed(audit, 1)
    monkeypatch.setenv("ELOKET_KEYS", str(tmp_path / "gone.json"))
    code, _out, errors = eloket_audit("verify")
    assert code == 3
    assert "KeysUnreadableError" in errors
