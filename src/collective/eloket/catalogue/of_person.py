"""What one citizen was filling in."""

from collections.abc import Iterator
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.drafts import ANSWERS
from collective.eloket.catalogue.drafts import file_part
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault import aside
from collective.eloket.vault.interfaces import IPersonData
from typing import Any
from zope.interface import implementer


@implementer(IPersonData)
class DraftsOfPerson:
    """See IPersonData; they are erased with the person's key."""

    order = 60
    stores = ("table aside",)

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData; a form locks what it knows, and asks for its own level."""
        return AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData; documents by their UID."""
        owner = aside.person(person_id)
        for number, named in enumerate(aside.names(owner)):
            parts = aside.read(owner, named.name)
            if ANSWERS in parts:
                facts = {"document": named.name, "saved": named.saved.isoformat()}
                yield from exported(f"drafts/{number}", facts, parts)

    def erase(self, person_id: str) -> None:
        """See IPersonData; drafts lie where nothing is taken back: after the commit."""
        after_commit(aside.remove_all, aside.person(person_id))


def exported(
    folder: str, facts: dict[str, Any], parts: dict[str, bytes]
) -> Iterator[tuple[str, Any]]:
    """Yield a draft and its files; ``parts`` are opened."""
    draft = Draft.from_bytes(parts[ANSWERS])
    files = {}
    for number, (question, kept) in enumerate(draft.files.items()):
        data = parts.get(file_part(kept))
        if data is not None:
            path = f"files/{number}.bin"
            files[question] = {"name": kept.name, "path": path}
            yield f"{folder}/{path}", data
    said = {"answers": draft.answers, "channel": draft.channel, "files": files}
    yield f"{folder}/draft.json", facts | said
