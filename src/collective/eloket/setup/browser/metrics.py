"""`@@eloket-metrics`: numbers for machines, in Prometheus' text."""

from collective.eloket.http.authorization import authorization
from collective.eloket.limits.address import is_this_machine
from collective.eloket.settings import secret
from collective.eloket.settings import SecretUnreadableError
from collective.eloket.setup.metrics import metrics_text
from hmac import compare_digest
from Products.Five.browser import BrowserView
from prometheus_client import CONTENT_TYPE_LATEST
from zExceptions import NotFound
from ZPublisher.HTTPRequest import HTTPRequest

import logging


logger = logging.getLogger(__name__)

#: Who comes from elsewhere shows it, as ``Authorization: Bearer …``.
TOKEN = "ELOKET_METRICS_TOKEN"  # noqa: S105 (the name of a variable)


class Metrics(BrowserView):
    """Answers this machine, and who knows the token; for others there is nothing."""

    def __call__(self) -> bytes:
        if not (is_this_machine(self.request) or knows_token(self.request)):
            raise NotFound("eloket-metrics")
        response = self.request.response
        response.setHeader("Cache-Control", "no-store")
        response.setHeader("Content-Type", CONTENT_TYPE_LATEST)
        return metrics_text(self.context)


def knows_token(request: HTTPRequest) -> bool:
    """Does the request show the token of this installation?"""
    try:
        token = secret(TOKEN)
    except SecretUnreadableError as error:
        logger.error("metrics are shown to nobody else: %s", error)
        return False
    shown = authorization(request).encode()
    return token is not None and compare_digest(shown, f"Bearer {token}".encode())
