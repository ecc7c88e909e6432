"""``GET @eloket-statistics``: what was asked and decided, by document and month."""

from collective.eloket.cases.filters import today
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.cases.statistics import STATISTICS
from collective.eloket.cases.statistics import statistics
from dataclasses import asdict


class Statistics(CaseService):
    """Counts of the last twelve months; ``null`` stands for fewer than five."""

    def respond(self):
        """Return the figures.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: no manager of the e-loket.
        """
        self.require_permission(STATISTICS)
        items = [
            {
                "document": {"id": one.uid, "title": one.title},
                "overdue": one.overdue,
                "months": [asdict(month) for month in one.months],
            }
            for one in statistics(today(), self.language)
        ]
        return {"@id": self.request["URL"], "items": items}
