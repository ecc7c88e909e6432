"""Are files free of viruses? Asked of clamd, before anything of them is kept."""

from collective.eloket import _
from collective.eloket.catalogue.interfaces import IVirusScanner
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.problems import Problem
from collective.eloket.interfaces import IStandIn
from collective.eloket.settings import environment
from dataclasses import dataclass
from zope.component import getUtility
from zope.interface import implementer

import logging
import socket
import struct


logger = logging.getLogger(__name__)

#: Longest wait for each answer of clamd; 5 MB take it 0.06 s.
TIMEOUT_SECONDS = 10.0
CHUNK_BYTES = 64 * 1024
LONGEST_REPLY_BYTES = 4096

VIRUS = _(
    "problem_virus",
    default="We refused this file: there is a virus in it. Choose another one.",
)
NOT_SCANNED = _(
    "problem_not_scanned",
    default="We cannot check files for viruses now, so we did not take this one. "
    "Choose it again in a few minutes. Your other answers are kept.",
)


class ScannerFailedError(Exception):
    """The scanner gave no verdict; its text is for operators."""


@implementer(IVirusScanner)
@dataclass(frozen=True, slots=True)
class Clamd:
    """Speaks INSTREAM with clamd (man 8 clamd): sizes, chunks, one line back.

    ``address`` is ``unix:/path`` or ``host:port``. Nothing is unpacked on our side.
    """

    address: str
    timeout_seconds: float = TIMEOUT_SECONDS

    def is_clean(self, data: bytes) -> bool:
        """See IVirusScanner."""
        try:
            with self._connected() as found:
                return verdict(self._ask(found, data))
        except (OSError, ValueError) as error:
            raise ScannerFailedError(type(error).__name__) from None

    def _connected(self) -> socket.socket:
        path = self.address.removeprefix("unix:")
        if path == self.address:
            host, _colon, port = path.rpartition(":")
            return socket.create_connection((host, int(port)), self.timeout_seconds)
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            found.settimeout(self.timeout_seconds)
            found.connect(path)
        except OSError:
            found.close()
            raise
        return found

    def _ask(self, found: socket.socket, data: bytes) -> bytes:
        found.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK_BYTES):
            part = data[start : start + CHUNK_BYTES]
            found.sendall(struct.pack("!L", len(part)) + part)
        found.sendall(struct.pack("!L", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < LONGEST_REPLY_BYTES:
            part = found.recv(LONGEST_REPLY_BYTES)
            if not part:
                break
            reply += part
        return reply


def verdict(reply: bytes) -> bool:
    """Read what clamd says: nothing wrong, or something found.

    :raises ScannerFailedError: anything else, as a file above its own limit.
    """
    said = reply.rstrip(b"\0")
    if said == b"stream: OK":
        return True
    if said.startswith(b"stream: ") and said.endswith(b" FOUND"):
        return False
    raise ScannerFailedError("clamd gave no verdict")


@implementer(IVirusScanner, IStandIn)
class NoVirusScan:
    """Takes every file for clean. For sandboxes: it makes ``ready`` red elsewhere."""

    def is_clean(self, data: bytes) -> bool:
        """See IVirusScanner."""
        logger.warning("a file was taken without a look for viruses: set ELOKET_CLAMD")
        return True


def scanner_of_environment() -> IVirusScanner:
    """Return the scanner that ``ELOKET_CLAMD`` names, else the stand-in."""
    address = environment().clamd
    return Clamd(address) if address else NoVirusScan()


def is_clean(upload: Upload) -> bool:
    """Look for viruses in a file, unless it was looked at before.

    :raises ScannerFailedError: nobody can tell now; operators read why in the log.
    """
    if upload.is_clean:
        return True
    try:
        return getUtility(IVirusScanner).is_clean(upload.data)
    except ScannerFailedError as error:
        logger.error("files cannot be checked for viruses: %s", error)
        raise


def check_clean(upload: Upload) -> None:
    """Look for viruses in a file that was not looked at before.

    :raises Problem: there is one, or nobody can tell now.
    """
    try:
        clean = is_clean(upload)
    except ScannerFailedError:
        raise Problem(NOT_SCANNED) from None
    if not clean:
        raise Problem(VIRUS)
