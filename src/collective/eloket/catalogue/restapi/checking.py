"""What an editor looks at before a document is on offer: the check, the versions."""

from collective.eloket.catalogue.checking import check_document
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.restapi.exchange import EDIT
from collective.eloket.catalogue.versions import Version
from collective.eloket.catalogue.versions import versions_of
from collective.eloket.http.service import EloketService
from dataclasses import asdict
from typing import Any
from zope.i18n import translate


class CheckGet(EloketService):
    """``GET <document>/@eloket-check``: what is not right with it."""

    def respond(self) -> dict[str, Any]:
        """Return ``{state, ready, findings}``, the gravest first.

        ``ready``: none of them blocks.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        """
        self.require_permission(EDIT)
        findings = check_document(self.context)
        return {
            "state": state_of(self.context),
            "ready": not any(one.blocks for one in findings),
            "findings": [
                {
                    "text": translate(one.text, context=self.request),
                    "place": one.place,
                    "blocks": one.blocks,
                }
                for one in findings
            ],
        }


class VersionsGet(EloketService):
    """``GET <document>/@eloket-versions``: what its form asked until now."""

    def respond(self) -> dict[str, Any]:
        """Return ``{version, items}``: the form's now, and all that are kept.

        The newest first.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        """
        self.require_permission(EDIT)
        return {
            "version": version_of(self.context.form),
            "items": [version_json(one) for one in versions_of(self.context)[::-1]],
        }


def version_json(version: Version) -> dict[str, Any]:
    """Return a version; the moment is UTC."""
    return {
        "number": version.number,
        "version": version.name,
        "since": version.since.isoformat(timespec="seconds"),
        "questions": [asdict(asked) for asked in version.questions],
    }
