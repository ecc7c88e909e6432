"""How data are protected here: what always holds, and what was switched on."""

from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.documents.interfaces import ISealer
from collective.eloket.http.clerk_level import needed_level
from collective.eloket.interfaces import IStandIn
from collective.eloket.outbox.destinations import destinations
from collective.eloket.parameters.words import LEVELS
from collective.eloket.settings import environment
from zope.component import getUtility
from zope.i18nmessageid import Message


#: What the e-loket does on every machine.
ALWAYS = (
    _(
        "measure_encrypted",
        default="Personal data are encrypted with a key per person, whose own keys lie "
        "apart from the databases and their backups",
    ),
    _(
        "measure_erased",
        default="Who is erased cannot be read any more in backups either: the key is "
        "gone",
    ),
    _(
        "measure_audited",
        default="Every look, search, change and delivery is recorded before it "
        "happens, and the records are sealed into a chain",
    ),
    _(
        "measure_own_log",
        default="Citizens read themselves who looked at their data, and take all of "
        "it along",
    ),
    _(
        "measure_roles",
        default="Clerks see the requests of their own service only, and nothing of "
        "their own family; who manages the site reads no answers",
    ),
    _(
        "measure_alarm",
        default="Whoever looks at unusually many citizens sets off an alarm",
    ),
    _(
        "measure_proven",
        default="Identity data change by proof only, as by reading the eID again",
    ),
    _(
        "measure_restored",
        default="After a restore, what was erased, taken back or ended stays so",
    ),
)
SCANNED = {
    True: _("measure_scanned", default="Files are looked at for viruses"),
    False: _("measure_not_scanned", default="NOT SET: files are not scanned"),
}
SEALED = {
    True: _("measure_sealed", default="Letters have an electronic seal"),
    False: _("measure_not_sealed", default="NOT SET: no real seal on letters"),
}
ANCHORED = {
    True: _("measure_anchored", default="Anchors of the audit leave the machine"),
    False: _("measure_not_anchored", default="NOT SET: no anchors of the audit leave"),
}
JOURNALLED = {
    True: _(
        "measure_journalled",
        default="What must stay erased and ended is noted outside of the databases",
    ),
    False: _(
        "measure_not_journalled",
        default="NOT SET: no journal of what must stay erased and ended",
    ),
}


def measures() -> Iterator[Message]:
    """Yield the measures; what is not switched on says so."""
    yield from ALWAYS
    yield _(
        "measure_clerk_level",
        default="Level at which clerks must be signed in: ${level}",
        mapping={"level": LEVELS[needed_level()]},
    )
    yield SCANNED[bool(environment().clamd)]
    yield SEALED[not IStandIn.providedBy(getUtility(ISealer))]
    yield ANCHORED[bool(destinations())]
    yield JOURNALLED[environment().journal is not None]
