"""`@@eloket-health/live` and `/ready`: public probes, nothing personal in them."""

from collections.abc import Callable
from collective.eloket.setup.readiness import readiness
from Products.Five.browser import BrowserView
from typing import Self
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest

import json


@implementer(IPublishTraverse)
class Health(BrowserView):
    """Answers one probe; without a probe's name there is nothing."""

    _probe: str | None = None

    def publishTraverse(self, request: HTTPRequest, name: str) -> Self:
        """Take the probe's name from the address."""
        if self._probe is not None or name not in PROBES:
            raise NotFound(name)
        self._probe = name
        return self

    def __call__(self) -> str:
        if self._probe is None:
            raise NotFound("eloket-health")
        self.request.response.setHeader("Cache-Control", "no-store")
        return PROBES[self._probe](self)

    def live(self) -> str:
        """Say that this process answers; asks nothing of anybody."""
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return "live"

    def ready(self) -> str:
        """Say whether citizens can be served: 200 or 503, and what is wrong."""
        checks = readiness(self.context)
        ready = all(checks.values())
        self.request.response.setStatus(200 if ready else 503)
        self.request.response.setHeader("Content-Type", "application/json")
        return json.dumps({"ready": ready, "checks": checks})


#: Name in the address → what answers.
PROBES: dict[str, Callable[[Health], str]] = {
    "live": Health.live,
    "ready": Health.ready,
}
