"""Processes of a cluster: Zopes and workers that die are started again."""

from eloket_sandbox.start.processes import Child
from eloket_sandbox.start.processes import Family
from eloket_sandbox.start.processes import ProcessEndedError
from eloket_sandbox.start.report import say


#: Beginnings of the names of those that are started again, as systemd does.
RENEWED = ("zope", "worker")
#: One that dies so often is ill; then all is stopped.
MOST_TIMES = 20


class RestartingFamily(Family):
    """See Family; the others go on while one is started again."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self._commands: dict[str, tuple[list[str], dict[str, str]]] = {}
        self._times: dict[str, int] = {}

    def start(self, name: str, command: list[str], **extra: str) -> Child:
        """See Family."""
        self._commands[name] = (command, extra)
        return super().start(name, command, **extra)

    def mourn(self, child: Child, status: int) -> None:
        """Start a Zope or worker again; see Family for all others."""
        times = self._times[child.name] = self._times.get(child.name, 0) + 1
        if not child.name.startswith(RENEWED) or times > MOST_TIMES:
            raise ProcessEndedError(child.name, status)
        say(f"{child.name} ended (status {status}); the others go on. Starting it ...")
        self.stop_child(child)
        command, extra = self._commands[child.name]
        self.start(child.name, command, **extra)
