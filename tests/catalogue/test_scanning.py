from collective.eloket.catalogue import scanning
from collective.eloket.catalogue.interfaces import IVirusScanner
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.scanning import Clamd
from collective.eloket.catalogue.scanning import NoVirusScan
from collective.eloket.catalogue.scanning import ScannerFailedError
from collective.eloket.interfaces import IStandIn
from tests.catalogue.clamd import FakeClamd
from tests.catalogue.clamd import running
from zope.interface.verify import verifyClass

import logging
import pytest
import socket


CLEAN = b"%PDF-1.7 " + b"x" * 200_000
BAD = CLEAN + FakeClamd.VIRUS


@pytest.fixture(params=["port", "file"])
def clamd(request, tmp_path):
    fake = FakeClamd()
    path = str(tmp_path / "c") if request.param == "file" else None
    with running(fake, path) as address:
        yield fake, Clamd(address)


@pytest.mark.parametrize("scanner", [Clamd, NoVirusScan])
def test_scanners_keep_the_contract(scanner):
    assert verifyClass(IVirusScanner, scanner)


@pytest.mark.parametrize("data, clean", [(CLEAN, True), (BAD, False), (b"", True)])
def test_clamd_gets_the_whole_file_and_its_verdict_counts(clamd, data, clean):
    fake, scanner = clamd
    assert scanner.is_clean(data) is clean
    assert fake.seen == [data]


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK FOUND ERROR\0",
        b"stream: something else\0",
        b"UNKNOWN COMMAND\0",
        b"OK\0",
        b"x" * 9000,
    ],
    ids=["closed", "empty", "limit", "odd", "else", "unknown", "short", "endless"],
)
def test_what_is_no_verdict_is_a_failure_never_clean(reply):
    with running(FakeClamd(reply)) as address, pytest.raises(ScannerFailedError):
        Clamd(address).is_clean(CLEAN)


@pytest.mark.parametrize(
    "address",
    ["unix:/nowhere/clamd.ctl", "127.0.0.1:1", "127.0.0.1:none", "nonsense"],
)
def test_a_scanner_that_is_not_there_fails(address):
    with pytest.raises(ScannerFailedError):
        Clamd(address, 1).is_clean(CLEAN)


def test_a_scanner_that_says_nothing_fails_in_time():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ScannerFailedError):
            Clamd(address, 0.2).is_clean(CLEAN)


def test_the_environment_says_which(monkeypatch):
    monkeypatch.setenv("ELOKET_CLAMD", "unix:/run/clamav/clamd.ctl")
    assert scanning.scanner_of_environment() == Clamd("unix:/run/clamav/clamd.ctl")
    monkeypatch.delenv("ELOKET_CLAMD")
    assert IStandIn.providedBy(scanning.scanner_of_environment())


def test_the_stand_in_is_loud(caplog):
    with caplog.at_level(logging.WARNING):
        assert NoVirusScan().is_clean(BAD)
    assert "ELOKET_CLAMD" in caplog.text


class Answering:
    """A scanner that gives one answer."""

    def __init__(self, answer):
        self.answer = answer

    def is_clean(self, data):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(
    "answer, words",
    [(False, scanning.VIRUS), (ScannerFailedError("x"), scanning.NOT_SCANNED)],
    ids=["virus", "no verdict"],
)
def test_what_is_not_clean_is_a_problem_in_words(monkeypatch, answer, words):
    monkeypatch.setattr(scanning, "getUtility", lambda _kind: Answering(answer))
    with pytest.raises(Problem) as refused:
        scanning.check_clean(Upload("a.pdf", "application/pdf", BAD))
    assert refused.value.message == words


def test_what_was_looked_at_is_not_looked_at_again(monkeypatch):
    monkeypatch.setattr(scanning, "getUtility", lambda _kind: Answering(False))
    scanning.check_clean(Upload("a.pdf", "application/pdf", BAD, is_clean=True))
