"""Files of a draft by REST: which are new, and which go."""

from collections.abc import Iterable
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import UnknownAnswerError
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.scanning import check_clean
from collective.eloket.catalogue.uploads import upload_from_json
from collective.eloket.errors import InvalidAnswerError
from dataclasses import replace


def files_of(
    questions: Iterable[Question], sent: object
) -> tuple[dict[str, Upload], set[str]]:
    """Return the new files of ``{question: {filename, data} or null}``, and what goes.

    :raises UnknownAnswerError: the form asks no such file.
    :raises InvalidAnswerError: that is no file in base64.
    :raises AnswersRefusedError: with what is not right, per question.
    """
    asked = {one.name: one for one in questions if one.kind == "file"}
    if not isinstance(sent, dict):
        raise InvalidAnswerError
    if not asked.keys() >= sent.keys():
        raise UnknownAnswerError
    problems, new = {}, {}
    for name, value in sent.items():
        if value is not None:
            try:
                new[name] = checked(asked[name], value)
            except Problem as problem:
                problems[name] = problem.message
    if problems:
        raise AnswersRefusedError(problems)
    return new, sent.keys() - new.keys()


def checked(question: Question, sent: object) -> Upload:
    """Return a file that may be kept, looked at for viruses.

    :raises InvalidAnswerError: it is no file in base64.
    :raises Problem: it is not right.
    """
    upload = upload_from_json(sent)
    if upload is None:
        raise InvalidAnswerError
    good = question.read(upload)
    check_clean(good)
    return replace(good, is_clean=True)
