"""``GET @eloket-cases``: the citizen's own cases, and one of them."""

from collective.eloket.cases.access import check_level
from collective.eloket.cases.access import check_signed_in
from collective.eloket.cases.access import own_case
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.index import get_index
from collective.eloket.cases.lists import own_lines
from collective.eloket.cases.lists import own_total
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.cases.restapi.shapes import answers_json
from collective.eloket.cases.restapi.shapes import case_json
from collective.eloket.cases.restapi.shapes import documents_json
from collective.eloket.cases.restapi.shapes import files_json
from collective.eloket.cases.restapi.shapes import line_json
from collective.eloket.cases.restapi.shapes import messages_json
from collective.eloket.cases.timeline import past_steps
from collective.eloket.interfaces import ICurrentSession
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class OwnCases(CaseService):
    """The list, or the case that the path names."""

    def respond(self):
        """Return what the citizen asks for.

        :raises NotSignedInError: nobody is signed in, whatever the path names.
        :raises CaseNotFoundError: no such case, or somebody else's; staff have none.
        """
        if not self.path:
            return self.list_of(self.require_citizen())
        check_signed_in(self.session)
        if len(self.path) > 1:
            raise CaseNotFoundError
        return self.one_case(self.path[0])

    def one_case(self, reference: str) -> dict:
        """Return one case: timeline, answers, files, documents and messages."""
        case = own_case(self.session, reference)
        check_level(self.session, case)
        self.audited(subject=case.subject, action="case.view", object=case.getId())
        dossier = open_dossier(case)
        answer = case_json(case, dossier, past_steps(case), dossier.applicants_title)
        answer["@id"] = self.case_url(case.getId())
        page = f"{self.desk_url}/mijn-aanvragen/{case.getId()}"
        answer["documents"] = documents_json(case, page)
        answer["answers"] = answers_json(dossier)
        answer["files"] = files_json(dossier, page)
        answer["answers_file"] = {"@id": f"{page}/antwoorden"}
        answer["messages"] = messages_json(case, page)
        return answer

    def list_of(self, session: ICurrentSession) -> dict:
        """Return a page of what the citizen asked for, newest first."""
        person_id = session.user_id
        self.audited(subject=person_id, action="cases.list")
        page = get_index().of_person(person_id, self.cursor, self.page_size)
        items = [
            line_json(line, self.case_url(line.reference))
            | {"subject_name": line.for_whom or None}
            for line in own_lines(session, page.rows, self.language)
        ]
        answer = {"items": items, "items_total": own_total(session)}
        return self.with_batching(answer, page)
