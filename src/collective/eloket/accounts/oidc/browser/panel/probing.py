"""*Test this provider*: what is wrong between us, in words."""

from collective.eloket import _
from collective.eloket.accounts.oidc.browser.panel.base import PanelView
from collective.eloket.accounts.oidc.errors import ProbedTooOftenError
from collective.eloket.accounts.oidc.probe.service import Finding
from collective.eloket.accounts.oidc.probe.service import probe
from collective.eloket.accounts.oidc.probe.service import Verdict
from collective.eloket.clock import utcnow
from collective.eloket.limits.service import Limit
from collective.eloket.limits.service import spend_key
from collective.eloket.vault.service import blind
from datetime import timedelta
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import transaction


#: It calls the provider, with our secret: not as often as somebody can click.
PROBES = Limit(
    kind="provider-probe",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.provider_tests",
    error=ProbedTooOftenError,
)
TAGS = {
    Verdict.OK: ("el-tag--ok", "tick", _("verdict_ok", default="well")),
    Verdict.WARNING: ("el-tag--warn", "warning", _("verdict_warning", default="mind")),
    Verdict.WRONG: ("el-tag--bad", "refused", _("verdict_wrong", default="wrong")),
}


class ProbeView(PanelView):
    """Tries a provider out on a POST; a GET leads to its page."""

    template = ViewPageTemplateFile("templates/provider_test.pt")
    page_title = _("heading_provider_test", default="Test of a provider")

    def answer(self) -> str:
        """Show what was found; nothing of it is kept.

        :raises ProviderUnknownError: there is no provider of this name.
        :raises ProbedTooOftenError: too many tests by this person.
        """
        self.provider = self.get_provider()
        if not self.posted:
            return self.redirect(self.url_of("eloket-provider", self.provider.getId()))
        spend_key(PROBES, blind("provider-probe", api.user.get_current().getId()))
        self.findings = probe(self.provider, utcnow())
        transaction.doom()
        return self.template()

    @property
    def lines(self) -> list[dict]:
        """The findings, as they are shown."""
        return [line(finding) for finding in self.findings]

    @property
    def worst(self) -> Verdict:
        """How bad it is as a whole."""
        found = {finding.verdict for finding in self.findings}
        order = (Verdict.WRONG, Verdict.WARNING, Verdict.OK)
        return next(verdict for verdict in order if verdict in found)


def line(finding: Finding) -> dict:
    """Return one finding with its tag, icon and words."""
    tag, icon, word = TAGS[finding.verdict]
    return {
        "tag": tag,
        "icon": icon,
        "word": word,
        "words": finding.words,
        "todo": finding.todo,
    }
