"""The cases of one citizen, and what others asked for them."""

from collections.abc import Iterator
from collective.eloket.cases.access import find_case
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.forgetting import anonymise
from collective.eloket.cases.forgetting import END_STATES
from collective.eloket.cases.handover import exported
from collective.eloket.cases.index import ANNOTATION
from collective.eloket.cases.index import get_index
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault.interfaces import IPersonData
from typing import Any
from zope.interface import implementer


#: What is told of a case that somebody else sent: no answers, and not who.
OF_OTHERS = ("document_id", "outcome", "channel", "state")
#: Clerks are not the citizen's data.
OF_CLERKS = ("assignee", "four_eyes")


@implementer(IPersonData)
class CasesOfPerson:
    """See IPersonData."""

    order = 70
    stores = ("zodb dossiers", f"zodb {ANNOTATION}")

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData."""
        levels = [
            AssuranceLevel.from_label(case.level) for case in _cases(person_id, True)
        ]
        return max(levels, default=AssuranceLevel.NONE)

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData; of what others asked for them only what and when."""
        for case in _cases(person_id, True):
            for path, content in exported(case, with_notes=False):
                if path.endswith("/case.json"):
                    content = _without(content, OF_CLERKS)
                yield path, content
        for case in _cases(person_id, False):
            facts = {name: getattr(case, name) for name in OF_OTHERS}
            sent = {"submitted": case.submitted.isoformat()}
            yield f"cases-by-others/{case.getId()}.json", facts | sent

    def erase(self, person_id: str) -> None:
        """Let what they sent be nobody's; what goes on must have been ended before."""
        for case in _cases(person_id, True):
            anonymise(case)


def open_cases(person_id: str) -> list[DocumentRequest]:
    """Return what somebody sent, or others for them, that did not end yet."""
    found = [*_cases(person_id, True), *_cases(person_id, False)]
    return [case for case in found if case.state not in END_STATES]


def sent_cases(person_id: str) -> list[DocumentRequest]:
    """Return what somebody sent, for themselves or others, ended or not."""
    return _cases(person_id, True)


def _cases(person_id: str, sent: bool) -> list[DocumentRequest]:
    """Return the cases that the person sent; or those about them that others sent."""
    found = [find_case(one) for one in get_index().with_person(person_id)]
    return [
        case
        for case in found
        if case is not None and (case.applicant == person_id) == sent
    ]


def _without(facts: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}
