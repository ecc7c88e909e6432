"""``GET`` and ``PUT <document>/@eloket-axe``: what axe found on the form."""

from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.restapi.exchange import EDIT
from collective.eloket.catalogue.usable.verdict import find_verdict
from collective.eloket.catalogue.usable.verdict import is_stale
from collective.eloket.catalogue.usable.verdict import keep_verdict
from collective.eloket.catalogue.usable.verdict import read_verdict
from collective.eloket.clock import utcnow
from collective.eloket.http.service import EloketService


class VerdictGet(EloketService):
    """Tells the last verdict to who may change the document."""

    def respond(self) -> dict:
        """Return what names the form now, and the last verdict.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        """
        self.require_permission(EDIT)
        return self.told()

    def told(self) -> dict:
        """Return what is kept."""
        verdict = find_verdict(self.context)
        return {
            "form": version_of(self.context.form),
            "verdict": verdict
            and {
                "form": verdict.form,
                "at": verdict.at.isoformat(),
                "axe": verdict.axe,
                "pages": verdict.pages,
                "found": dict(verdict.found),
                "stale": is_stale(self.context, verdict),
            },
        }


class VerdictPut(VerdictGet):
    """Keeps a verdict; a browser never runs in a request."""

    largest_body_bytes = 100_000

    def respond(self) -> dict:
        """Keep what was found, and return it.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        :raises InvalidAnswerError: it is no verdict.
        """
        self.require_permission(EDIT)
        keep_verdict(self.context, read_verdict(self.json(), utcnow()))
        return self.told()
