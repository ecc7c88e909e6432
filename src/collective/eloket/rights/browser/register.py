"""*Verwerkingsregister*: what is kept of people, for managers and the authority."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.fields import FormView
from collective.eloket.http.language import spoken
from collective.eloket.rights.permissions import VIEW_REGISTER
from collective.eloket.rights.register import rendering
from collective.eloket.rights.register import service
from collective.eloket.rights.register.model import Entry
from collective.eloket.rights.register.model import Paper
from collective.eloket.rights.register.model import Words
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


PAGE = "taken-register"
#: Which paper, and as which file; by themselves the register, as a page.
PAPER, FORM = "stuk", "vorm"


class RegisterView(FormView):
    """One paper as a page to print, or as a file; nothing in it is of a citizen."""

    permission = VIEW_REGISTER
    for_staff = True
    template = ViewPageTemplateFile("templates/register.pt")

    def answer(self) -> str | bytes:
        """Show the paper, or send it as a file.

        :raises InvalidAnswerError: there is no such paper, or no such file.
        """
        kind = self.asked(FORM, "", {"", *rendering.FORMATS})
        if kind:
            return self.file(kind)
        self.audited(subject=None, action="register.view", object=self.paper.name)
        return self.template()

    def file(self, kind: str) -> bytes:
        """Return the paper as a file of that kind."""
        media, written = rendering.FORMATS[kind]
        self.audited(subject=None, action="register.export", object=self.paper.name)
        response = self.request.response
        name = f'attachment; filename="{self.paper.name}.{kind}"'
        response.setHeader("Content-Type", media)
        response.setHeader("Content-Disposition", name)
        response.setHeader("X-Content-Type-Options", "nosniff")
        return written(self.paper, spoken(api.portal.get_current_language()))

    def asked(self, name: str, usual: str, known) -> str:
        """Return what the address says.

        :raises InvalidAnswerError: nothing that we know.
        """
        word = self.request.form.get(name, usual)
        if not isinstance(word, str) or word not in known:
            raise InvalidAnswerError
        return word

    @cached_property
    def paper(self) -> Paper:
        """The paper that was asked for."""
        return service.paper_of(self.asked(PAPER, service.REGISTER, service.PAPERS))

    @property
    def page_title(self) -> Message:
        """Title of the window."""
        name = self.request.form.get(PAPER)
        known = isinstance(name, str) and name in service.TITLES
        return service.TITLES[name if known else service.REGISTER]

    def lines(self, entry: Entry) -> tuple[Words, ...]:
        """Return what an entry says; that people fill it in, where it says nothing."""
        return entry.lines or (rendering.TO_FILL_IN,)

    def article(self, law: str) -> Words:
        """Return where the rule stands."""
        return rendering.article(law)

    def url(self, **words: str) -> str:
        """Return the address of a paper, or of its file."""
        query = "&".join(f"{name}={word}" for name, word in words.items())
        return f"{self.desk_url}/{PAGE}" + (f"?{query}" if query else "")

    @property
    def other(self) -> str:
        """Which paper this is not."""
        return next(name for name in service.PAPERS if name != self.paper.name)

    def title_of(self, name: str) -> Message:
        """Return how a paper is called."""
        return service.TITLES[name]
