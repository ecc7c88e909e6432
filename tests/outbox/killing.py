"""Workers of a real database that die at a step, one after the other."""

from collective.eloket.ephemeral.sql import ENTRIES
from collective.eloket.outbox.delivery import CLAIM
from sqlalchemy import delete
from tests.outbox.installation import Installation
from tests.outbox.post import Post

import signal
import subprocess
import sys


class Killing:
    """The process whose children are killed, on an installation with a mail server."""

    def __init__(self, installation: Installation, post: Post) -> None:
        self.post = post
        self.installation = installation
        command = [sys.executable, "-m", "tests.outbox.killed", self.installation.conf]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = self.installation.start("killed", *command, **pipes)
        assert self._answer() == "ready", self.installation.log("killed")

    def _answer(self) -> str:
        return self.process.stdout.readline().strip()

    def ask(self, *words: str) -> str:
        """Let the process act; return its answer."""
        self.process.stdin.write(f"{' '.join(words)}\n")
        self.process.stdin.flush()
        answer = self._answer()
        assert answer, self.installation.log("killed")[-3000:]
        return answer

    def end_claims(self) -> None:
        """As if the time of what a killed worker claimed were over."""
        engine = self.installation.side_store._engine()
        with engine.connect() as connection:
            connection.execute(delete(ENTRIES).where(ENTRIES.c.kind == CLAIM))

    def kill_at(self, step: str) -> None:
        """Let a worker die at a step, and another one do what is left."""
        assert self.ask("work", step) == str(-signal.SIGKILL), step
        self.end_claims()
        assert self.ask("drain") == "0"

    def mails(self, subject: str) -> list[str]:
        return self.post.ids_of(subject)
