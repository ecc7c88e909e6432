"""How many requests did somebody send, and for whom?"""

from collective.eloket.cases.model import Row
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from persistent import Persistent


OWN_SHARDS = 64


class OwnCounts(Persistent):
    """Counts by applicant and by whom it is for; see ICaseIndex.

    Kept beside the lists: a citizen may have a thousand. Steps of a case change none.
    """

    #: None of an index of before, until it is made anew.
    own: tuple[Tree, ...] = ()

    def clear_own_counts(self) -> None:
        """Forget them all."""
        #: (applicant, subject) → how many
        self.own = tuple(Tree() for _ in range(OWN_SHARDS))

    def asked_by(self, person_id: str) -> dict[str, int] | None:
        """See ICaseIndex."""
        if not self.own:
            return None
        found = self._own_tree(person_id).items(
            (person_id,), (person_id + "\0",), excludemin=True, excludemax=True
        )
        return {subject: number for (_applicant, subject), number in found}

    def count_own(self, old: Row | None, new: Row | None) -> None:
        """Count what went and what came; nothing is written for a mere step."""
        before = None if old is None else (old.applicant, old.subject)
        after = None if new is None else (new.applicant, new.subject)
        if before == after or not self.own:
            return
        if before is not None:
            self._add(before, -1)
        if after is not None:
            self._add(after, 1)

    def _add(self, key: tuple[str, str], change: int) -> None:
        tree = self._own_tree(key[0])
        number = tree.get(key, 0) + change
        if number > 0:
            tree[key] = number
        else:
            tree.pop(key, None)

    def _own_tree(self, person_id: str) -> Tree:
        return self.own[shard_of(person_id, OWN_SHARDS)]
