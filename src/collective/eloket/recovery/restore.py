"""A backup comes back, and what was taken back since is so again.

Three steps: ``look`` changes nothing; ``put_back`` puts files or databases where none
are, and marks the side store so that no process starts; ``finish`` applies the facts of
the journal, signs everybody out, and takes the mark away. Each may be run again.
"""

from collections import Counter
from collections.abc import Callable
from collective.eloket.audit import service as audit
from collective.eloket.recovery import databases
from collective.eloket.recovery import journal
from collective.eloket.recovery import manifest
from collective.eloket.recovery import marker
from collective.eloket.recovery import model
from collective.eloket.recovery import person_keys
from collective.eloket.recovery.databases import Database
from collective.eloket.recovery.errors import BackupBrokenError
from collective.eloket.recovery.errors import JournalTooYoungError
from collective.eloket.recovery.errors import PersonKeysOverError
from collective.eloket.recovery.manifest import Manifest
from collective.eloket.recovery.model import Fact
from collective.eloket.settings import environment
from collective.eloket.vault import duties
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path


ACTOR, ROLE = "eloket-restore", "operator"
#: What was noted a little before the backup began may not be in it.
BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a restore would do: which backup, and which facts would be applied."""

    manifest: Manifest
    persons: int
    facts: tuple[Fact, ...]

    @property
    def erased(self) -> set[str]:
        """Ids of persons who were erased since."""
        return {fact.about["user"] for fact in self.facts if fact.kind == model.ERASED}

    @property
    def counts(self) -> Counter[str]:
        """How many facts there are of each kind."""
        return Counter(fact.kind for fact in self.facts)


def look(folder: Path) -> Plan:
    """Return what would be done; changes nothing.

    :raises RecoveryRefusedError: the backup, the keys or the journal do not serve.
    :raises MisconfiguredError: there is no journal, or no key ring.
    """
    found = manifest.read(folder)
    manifest.check_keys_fit(found)
    if not (folder / person_keys.NAME).exists():
        raise PersonKeysOverError(f"{folder}: the persons' keys were let go of")
    facts = facts_since(found.id)
    return Plan(found, len(person_keys.ids(folder)), facts)


def facts_since(backup_id: str) -> tuple[Fact, ...]:
    """Return what was taken back since shortly before a backup, the oldest first.

    :raises JournalTooYoungError: the journal does not know the backup.
    :raises RecoveryRefusedError: the journal cannot be read, or is broken.
    """
    everything = list(journal.facts())
    made = [f.at for f in everything if f.kind == model.BACKUP and f.id == backup_id]
    if not made:
        raise JournalTooYoungError(
            f"the journal in {journal.folder()} does not know backup {backup_id}: what "
            "was taken back since would come back; find the right journal"
        )
    since = made[0] - BEFORE
    return tuple(f for f in everything if f.kind != model.BACKUP and f.at >= since)


def put_back(folder: Path, database: Database) -> Plan:
    """Put both databases and persons' keys back; what was erased since stays away.

    :raises RecoveryRefusedError: see ``look``; or something lies in the way.
    """
    plan = look(folder)
    address = environment().side_store
    kinds = (database.kind, databases.side_kind(address))
    if kinds != (plan.manifest.database, plan.manifest.side_store):
        raise BackupBrokenError(
            f"the backup is of {plan.manifest.database} with "
            f"{plan.manifest.side_store}, not of {kinds[0]} with {kinds[1]}"
        )
    databases.check_zodb_free(database)
    databases.put_back_side_store(address, folder)
    marker.set_mark(plan.manifest.id)
    person_keys.put_back(folder, plan.erased)
    databases.put_back_zodb(database, folder)
    return plan


def finish(apply_all: Callable[[tuple[Fact, ...]], Counter[str]]) -> Counter[str]:
    """Apply the facts, sign everybody out, note it in the audit; let processes start.

    ``apply_all`` applies and commits; it returns how many were not so yet, by kind.
    Returns the same; empty when there is nothing to finish.

    :raises RecoveryRefusedError: the journal does not serve; nothing was changed.
    """
    backup_id = marker.marked()
    if backup_id is None:
        return Counter()
    facts = facts_since(backup_id)
    duties.rotate("session")
    applied = apply_all(facts)
    details = {"facts": len(facts), "applied": dict(applied)}
    audit.record(
        audit.AuditEntry(
            ACTOR, ROLE, None, "site.restore", object=backup_id, details=details
        )
    )
    marker.take_away()
    return applied
