"""What was typed into a form and not sent yet: kept sealed, for who typed it.

Where it lies and why: docs/developers/decisions/drafts.md.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.drafted import KeptFile
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.strangers import StrangerSession
from collective.eloket.clock import utcnow
from collective.eloket.vault import aside
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from plone import api
from types import MappingProxyType
from typing import Protocol

import secrets
import transaction


#: How long a draft lives after the last change, of a citizen and of a stranger.
LIFE = timedelta(days=30)
STRANGERS_LIFE = timedelta(minutes=30)

#: More than any form asks; what is longer is not kept.
LARGEST_DRAFT_BYTES = 500_000

#: Part that holds all but the bytes of files, and of the stranger's: whose it is.
ANSWERS = "answers"
MADE_FOR = "made-for"


class Writer(Protocol):
    """Who typed, and as what: a session, or the stamp of a form.

    A stranger is one too: their browser, and the one form that it holds.
    """

    user_id: str
    capacity: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list; ``saved`` is aware, UTC."""

    document_uid: str
    saved: datetime


def name_of(document: OnlineDocument, capacity: str) -> str:
    """Return where drafts of a document lie; what one acts as keeps them apart."""
    return f"{api.content.get_uuid(document)}.{capacity}"


def owner_of(writer: Writer) -> aside.Owner:
    """Return whose drafts these are: a person's, or one form's of a browser."""
    if isinstance(writer, StrangerSession):
        return aside.browser(writer.handle)
    return aside.person(writer.user_id)


def life_of(writer: Writer) -> timedelta:
    """Return how long a draft lives after the last change."""
    return STRANGERS_LIFE if isinstance(writer, StrangerSession) else LIFE


def find(writer: Writer, document: OnlineDocument) -> Draft | None:
    """Return the writer's draft, without the bytes of files; or None."""
    return _read(owner_of(writer), name_of(document, writer.capacity))


def lines(writer: Writer) -> list[DraftLine]:
    """Return the drafts of who is signed in, as what they act now; newest first."""
    found = []
    for one in aside.names(aside.person(writer.user_id)):
        uid, _, capacity = one.name.partition(".")
        if capacity == writer.capacity:
            found.append(DraftLine(uid, one.saved))
    return found


def keep(
    writer: Writer,
    document: OnlineDocument,
    draft: Draft,
    uploads: Mapping[str, Upload] = MappingProxyType({}),
) -> Draft:
    """Keep a draft with new files, at once; return it as it is kept.

    Files that ``draft.files`` names must lie there already; see ``remove_files``.
    """
    owner, life = owner_of(writer), life_of(writer)
    name = name_of(document, writer.capacity)
    new = {question: kept_file_of(upload) for question, upload in uploads.items()}
    kept = replace(draft, files={**draft.files, **new}, saved=utcnow())
    if draft.files:
        aside.renew(owner, name, life)
    parts = {file_part(new[question]): uploads[question].data for question in new}
    aside.put(owner, name, parts | {ANSWERS: kept.to_bytes()}, life)
    return kept


def remove_files(
    writer: Writer, document: OnlineDocument, files: Iterable[KeptFile]
) -> None:
    """Remove the bytes of files that the draft does not name any more."""
    owner = owner_of(writer)
    for kept in files:
        aside.remove(owner, name_of(document, writer.capacity), file_part(kept))


def upload_of(
    writer: Writer, document: OnlineDocument, kept: KeptFile
) -> Upload | None:
    """Return a file of a draft, which was clean then; None when it is gone."""
    owner = owner_of(writer)
    part = file_part(kept)
    found = aside.read(owner, name_of(document, writer.capacity), part).get(part)
    if found is None:
        return None
    return Upload(kept.name, kept.content_type, found, is_clean=True)


def discard(writer: Writer, document: OnlineDocument) -> None:
    """Remove a draft with its files, at once."""
    aside.remove(owner_of(writer), name_of(document, writer.capacity))


def discard_after_commit(writer: Writer, document: OnlineDocument) -> None:
    """Remove the draft when, and only if, this transaction commits."""

    def remove(committed: bool, owner: aside.Owner, name: str) -> None:
        if committed:
            aside.remove(owner, name)

    name = name_of(document, writer.capacity)
    transaction.get().addAfterCommitHook(remove, (owner_of(writer), name))


def keep_for_stranger(
    handle: str, writer: Writer, document: OnlineDocument, draft: Draft
) -> None:
    """Keep a draft without files in a stranger's browser, for that writer only."""
    kept = replace(draft, files={}, saved=utcnow())
    parts = {MADE_FOR: writer.user_id.encode(), ANSWERS: kept.to_bytes()}
    name = name_of(document, writer.capacity)
    aside.put(aside.browser(handle), name, parts, STRANGERS_LIFE)


def claim(handle: str, user_id: str) -> None:
    """Give what a browser kept to the citizen who signed in from there.

    What was made for somebody else is thrown away. Files that the citizen kept with
    the same draft before stay with it.
    """
    browser, person = aside.browser(handle), aside.person(user_id)
    for one in aside.names(browser):
        parts = aside.read(browser, one.name)
        if parts.get(MADE_FOR) == user_id.encode() and ANSWERS in parts:
            draft = Draft.from_bytes(parts[ANSWERS])
            before = _read(person, one.name)
            if before is not None and before.key == draft.key:
                draft = replace(draft.over(before), files=before.files)
                aside.renew(person, one.name, LIFE)
            else:
                aside.remove(person, one.name)
            aside.put(person, one.name, {ANSWERS: draft.to_bytes()}, LIFE)
    aside.remove_all(browser)


def file_part(kept: KeptFile) -> str:
    """Return the part that holds the bytes of a file."""
    return f"file.{kept.id}"


def kept_file_of(upload: Upload) -> KeptFile:
    """Return what a draft says of a new file."""
    size = len(upload.data)
    return KeptFile(secrets.token_urlsafe(12), upload.name, upload.content_type, size)


def _read(owner: aside.Owner, name: str) -> Draft | None:
    found = aside.read(owner, name, ANSWERS).get(ANSWERS)
    return None if found is None else Draft.from_bytes(found)
