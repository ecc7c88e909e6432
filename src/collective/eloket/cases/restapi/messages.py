"""``POST <case>/@eloket-messages``: write about a case, as applicant or as clerk."""

from collective.eloket.cases.contents import MOST_FILES
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.cases.talk import Kind
from collective.eloket.cases.talk import write_message
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.uploads import upload_from_json
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.service import LARGEST_WITH_FILES_BYTES


class Messages(CaseService):
    """Keeps ``{text, files, kind}``; ``kind`` is a clerk's choice: clerk or note."""

    largest_body_bytes = LARGEST_WITH_FILES_BYTES

    def respond(self):
        """Keep the message and return where it stands among all of the case.

        :raises NotSignedInError: nobody is signed in.
        :raises CaseNotFoundError: not the applicant, not a clerk of its group.
        :raises InvalidAnswerError: the body is not as described.
        """
        self.check_party()
        sent = self.json()
        text, kind = sent.get("text", ""), self.kind_of(sent.get("kind"))
        if not isinstance(text, str):
            raise InvalidAnswerError
        write_message(self.context, kind, text, files_of(sent.get("files", [])))
        self.request.response.setStatus(201)
        return {
            "reference": self.context.getId(),
            "number": len(self.context._messages) - 1,
            "kind": str(kind),
        }

    def kind_of(self, sent: object) -> Kind:
        """Return as what it is kept: a citizen writes as one, whatever is sent.

        :raises InvalidAnswerError: a clerk sent another kind.
        """
        if self.session.user_id is not None:
            return Kind.CITIZEN
        if sent not in (None, Kind.CLERK, Kind.NOTE):
            raise InvalidAnswerError
        return Kind(sent or Kind.CLERK)


def files_of(sent: object) -> list[Upload]:
    """Return the files of ``[{filename, data}]`` (base64).

    :raises InvalidAnswerError: one of them is no such thing, or there are more.
    """
    if not isinstance(sent, list) or len(sent) > MOST_FILES:
        raise InvalidAnswerError
    found = [upload_from_json(one) for one in sent]
    if None in found:
        raise InvalidAnswerError
    return found
