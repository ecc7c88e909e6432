"""What do machines that watch over the e-loket count? Numbers, and nobody's data.

Each is read when it is asked, from what all processes share; so every process says the
same, but for what it says of itself. The format is Prometheus' text (exposition format
0.0.4).
"""

from collections.abc import Iterator
from collective.eloket.audit import service as audit
from collective.eloket.cases.index import find_index
from collective.eloket.cases.model import STATES
from collective.eloket.clock import utcnow
from collective.eloket.outbox import service as outbox
from collective.eloket.setup.readiness import readiness
from collective.eloket.setup.readiness import TROUBLE
from Products.CMFCore.interfaces import ISiteRoot
from prometheus_client import CollectorRegistry
from prometheus_client import generate_latest
from prometheus_client import ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector


def metrics_text(site: ISiteRoot) -> bytes:
    """Return all of it as text; a part that cannot be read now is left out."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(SiteCollector(site))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class SiteCollector(Collector):
    """Reads the parts of one site."""

    def __init__(self, site: ISiteRoot) -> None:
        self._site = site

    def describe(self) -> list[GaugeMetricFamily]:
        """Say nothing beforehand: what is there is known when it is read."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """See Collector."""
        for part in PARTS:
            try:
                yield from part(self._site)
            except TROUBLE:
                continue


def ready(site: ISiteRoot) -> Iterator[GaugeMetricFamily]:
    """Yield what ``@@eloket-health/ready`` asks: 1 is so, 0 is not."""
    told = GaugeMetricFamily(
        "eloket_ready", "Is this part ready for citizens?", labels=["check"]
    )
    for name, holds in readiness(site).items():
        told.add_metric([name], int(holds))
    yield told


def jobs(site: ISiteRoot) -> Iterator[GaugeMetricFamily]:
    """Yield what waits in the outbox."""
    if outbox.find_outbox(site) is None:
        return
    told = GaugeMetricFamily(
        "eloket_outbox_jobs", "Jobs that are to be done, or given up.", labels=["state"]
    )
    told.add_metric(["waiting"], outbox.waiting(site))
    told.add_metric(["given_up"], outbox.given_up(site))
    yield told
    yield GaugeMetricFamily(
        "eloket_outbox_oldest_seconds",
        "For how long a job waits that could be done now.",
        outbox.oldest_due(site, utcnow()).total_seconds(),
    )


def audit_rows(_site: ISiteRoot) -> Iterator[GaugeMetricFamily]:
    """Yield how much of the audit is not sealed yet, and for how long."""
    waiting = audit.waiting()
    yield GaugeMetricFamily(
        "eloket_audit_unsealed_rows", "Rows under no seal yet.", waiting.rows
    )
    age = 0 if waiting.since is None else (utcnow() - waiting.since).total_seconds()
    yield GaugeMetricFamily(
        "eloket_audit_unsealed_seconds", "Age of the oldest of them.", age
    )


def anchors(_site: ISiteRoot) -> Iterator[GaugeMetricFamily]:
    """Yield where anchors of the audit arrive: 1 lately, 0 not for two periods."""
    told = GaugeMetricFamily(
        "eloket_audit_anchors_arrive",
        "Did an anchor arrive there lately?",
        labels=["means"],
    )
    for means, arrived in outbox.anchor_arrivals().items():
        told.add_metric([means], int(arrived))
    yield told


def cases(_site: ISiteRoot) -> Iterator[GaugeMetricFamily]:
    """Yield how many cases there are, by state."""
    index = find_index()
    if index is None:
        return
    told = GaugeMetricFamily("eloket_cases", "Cases by state.", labels=["state"])
    counts = [index.count(group) for group in index.groups()]
    for state in STATES:
        told.add_metric([state], sum(count[state] for count in counts))
    yield told


PARTS = (ready, jobs, audit_rows, anchors, cases)
