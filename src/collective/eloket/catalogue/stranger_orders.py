"""From what a stranger sent to a case; see ``strangers``."""

from collections.abc import Mapping
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.errors import ChannelRefusedError
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.strangers import stranger_for
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.catalogue.strangers import ways_of
from collective.eloket.errors import NotSignedInError
from collective.eloket.interfaces import ICaseSubmission
from collective.eloket.vault import service as vault
from dataclasses import replace
from plone import api
from typing import Any
from zope.component import getUtility


def submit_of_stranger(
    document: OnlineDocument, csrf: str, sent: Sent
) -> SubmittedCase:
    """Make a case of what somebody sent without signing in, once per form.

    Whose it is: an id of this form alone, with a key of its own in the vault.

    :raises NotSignedInError: the document is not for strangers.
    :raises ChannelRefusedError: it would leave by a way that nobody proved.
    :raises EloketError: as ``submit``; nothing is stored then.
    """
    if not takes_strangers(document):
        raise NotSignedInError
    way = way_of(document, sent.channel)
    uid = api.content.get_uuid(document)
    session = stranger_for(uid, csrf, sent.idempotency_key)
    check_may_ask(document, session)
    order = order_of(document, session, replace(sent, channel=way, on_behalf_of=None))
    vault.new_person(session.user_id)
    name = named_in(form_questions(document), order.answers)
    return getUtility(ICaseSubmission).submit(replace(order, applicant_name=name))


def way_of(document: OnlineDocument, wanted: str | None) -> str:
    """Return by which way it leaves: as was asked, else the document's first one.

    :raises ChannelRefusedError: it does not leave that way without signing in.
    """
    ways = ways_of(document)
    way = wanted or ways[0]
    if way not in ways:
        raise ChannelRefusedError
    return way


def named_in(questions: tuple[Question, ...], answers: Mapping[str, Any]) -> str:
    """Return the name that a stranger typed; empty when the form asks none."""
    typed = {one.source: answers.get(one.name) for one in questions}
    parts = (typed.get("given_names"), typed.get("family_name"))
    return " ".join(part for part in parts if part)
