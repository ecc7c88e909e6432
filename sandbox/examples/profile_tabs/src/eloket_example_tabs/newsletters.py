"""The tab *Nieuwsbrieven*: which ones a citizen wants."""

from BTrees.OOBTree import OOBTree
from collective.eloket.accounts.profile import ProfileView
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.interfaces import IProfileTab
from collective.eloket.vault import service as vault
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


NEWSLETTERS = {"gemeente": "Uw gemeente", "cultuur": "Cultuur", "sport": "Sport"}
#: Annotation of the site: person id → what was chosen, sealed.
ANNOTATION = "eloket_example_tabs.newsletters"
CONTEXT = "example-newsletters"


def chosen_by(person_id: str) -> list[str]:
    """Return the newsletters that a citizen wants."""
    kept = IAnnotations(api.portal.get()).get(ANNOTATION, {}).get(person_id)
    if kept is None:
        return []
    return vault.for_person(person_id).open_json(kept, CONTEXT)


def choose(person_id: str, wanted: list[str]) -> None:
    """Keep what a citizen wants, sealed with the citizen's own key."""
    audit.attempt(AuditEntry(person_id, "citizen", person_id, "newsletters.choose"))
    annotations = IAnnotations(api.portal.get())
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = OOBTree()
    sealed = vault.for_person(person_id).seal_json(wanted, CONTEXT)
    annotations[ANNOTATION][person_id] = sealed


@implementer(IProfileTab)
class NewslettersTab:
    """The tab, behind those of the e-loket itself."""

    title = "Nieuwsbrieven"
    order = 60
    view = "mijn-profiel-nieuwsbrieven"
    for_members = False


class NewslettersView(ProfileView):
    """Shows the newsletters, and keeps which ones are wanted."""

    template = ViewPageTemplateFile("templates/newsletters.pt")

    def respond(self) -> str:
        """Show the tab, or save; by then the form is known to be ours."""
        if not self.posted:
            return super().respond()
        session = self.require_citizen()
        choose(session.user_id, [id for id in NEWSLETTERS if id in self.request.form])
        return self.redirect(f"{self.desk_url}/{self.__name__}", status=303)

    @property
    def newsletters(self) -> list[dict]:
        """All of them, and which ones are wanted."""
        wanted = chosen_by(self.session.user_id)
        return [
            {"id": id, "title": title, "chosen": id in wanted}
            for id, title in NEWSLETTERS.items()
        ]
