"""What stands in the site: its front page, the e-desk, its documents and its staff."""

from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.exchange.service import make_document
from collective.eloket.catalogue.exchange.service import read_file
from collective.eloket.catalogue.translations import set_words
from eloket_sandbox.municipality.documents import DOCUMENTS
from eloket_sandbox.municipality.documents import Example
from eloket_sandbox.municipality.documents import shipped
from eloket_sandbox.municipality.help import add_help
from eloket_sandbox.municipality.staff import CLERKS
from eloket_sandbox.municipality.staff import STAFF
from plone import api
from plone.app.textfield.value import RichTextValue
from Products.CMFPlone.Portal import PloneSite


DESK = "e-loket"
#: The example clerks sign in with a password; a real site asks for more.
CLERK_LEVEL = "collective.eloket.cases.clerk_level"
#: An editor adds, changes and publishes; answers of citizens stay closed to them.
EDITOR_ROLES = ["Member", "Contributor", "Editor", "Reviewer"]
WELCOME = f"""\
<p>Deze gemeente bestaat niet. Ze toont wat een e-loket kan.</p>
<p><a href="{DESK}">Naar het e-loket: vraag uw documenten online aan</a></p>
"""


#: Which languages the site speaks; a browser says which of them it wants, and a click
#: on the page goes before that. The documents are there in all four.
LANGUAGES = {
    "plone.available_languages": ["nl", "fr", "de", "en"],
    "plone.use_request_negotiation": True,
    "plone.use_cookie_negotiation": True,
}


def fill(site: PloneSite, passwords: dict[str, str]) -> None:
    """Put everything into a new site."""
    for name, value in LANGUAGES.items():
        api.portal.set_registry_record(name, value)
    add_staff(passwords)
    api.portal.set_registry_record(CLERK_LEVEL, "none")
    add_front_page(site)
    add_help(site)
    desk = api.content.create(
        site,
        "Eloket",
        id=DESK,
        title="E-loket",
        description="Vraag uw document hier aan, dag en nacht.",
    )
    publish(desk)
    for example in DOCUMENTS:
        add_document(desk, example)
    for file in shipped():
        add_shipped(desk, file)


def add_staff(passwords: dict[str, str]) -> None:
    """Add clerks, editor and manager; a clerk is one by the group."""
    api.group.create(CLERKS, title="Dienst Bevolking", roles=["Eloket Clerk"])
    for person in STAFF:
        api.user.create(
            username=person.id,
            email=person.email,
            password=passwords[person.id],
            properties={"fullname": person.name},
        )
        if person.role == "editor":
            api.user.grant_roles(username=person.id, roles=EDITOR_ROLES)
        if person.role == "manager":
            api.user.grant_roles(username=person.id, roles=["Eloket Manager"])
        if person.role == "clerk":
            api.group.add_user(groupname=CLERKS, username=person.id)


def add_front_page(site: PloneSite) -> None:
    """Let the site begin with a page that leads to the e-desk."""
    page = api.content.create(
        site,
        "Document",
        id="welkom",
        title="Welkom in Testegem",
        description="Een verzonnen gemeente, om het e-loket te proberen.",
        text=RichTextValue(WELCOME, "text/html", "text/x-html-safe"),
        exclude_from_nav=True,
    )
    publish(page)
    site.setDefaultPage(page.getId())


def add_document(desk, example: Example) -> None:
    """Add a document with its form, on offer at once."""
    document = api.content.create(
        desk,
        "OnlineDocument",
        id=example.id,
        title=example.title,
        description=example.description,
        **example.fields,
    )
    set_fields(document, example.form)
    for language, said in example.texts.items():
        set_words(document, language, said)
    publish(document)


def add_shipped(desk, file: bytes) -> None:
    """Add a document from its file, as an editor does; on offer at once.

    The file does not tell what its translations were made from: these very words.
    """
    document = make_document(desk, read_file(file))
    for language, said in document.texts.items():
        set_words(document, language, said, right=said)
    document.clerk_group = CLERKS
    publish(document)


def publish(content) -> None:
    """Show it to everybody."""
    if api.content.get_state(content, default=None) != "published":
        api.content.transition(content, "publish")
