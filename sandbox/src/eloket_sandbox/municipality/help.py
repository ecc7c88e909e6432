"""What the municipality explains: the page about the eID card, and how to reach it."""

from plone import api
from plone.app.textfield.value import RichTextValue
from Products.CMFPlone.Portal import PloneSite


EID_PAGE = "de-elektronische-identiteitskaart"
EID_TITLE = "De elektronische identiteitskaart: voor wie, waarom?"
EID_TEXT = """\
<h2>Voor wie?</h2>
<p>Elke Belg krijgt vanaf 12 jaar een elektronische identiteitskaart (eID). Wie jonger
is, kan een Kids-ID krijgen. Buitenlandse inwoners krijgen een elektronische
verblijfskaart. Met elk van deze kaarten kunt u zich aanmelden.</p>
<h2>Waarom?</h2>
<ul>
<li>Uw kaart bewijst wie u bent. Zo kan niemand in uw naam een document vragen.</li>
<li>Uw naam en adres staan op de kaart. U hoeft ze niet in te vullen.</li>
<li>U hoeft geen wachtwoord te onthouden. U hebt alleen uw PIN-code nodig.</li>
</ul>
<h2>Wat hebt u nodig?</h2>
<ul>
<li>uw kaart en haar PIN-code; u kreeg de code op papier toen u de kaart afhaalde</li>
<li>een kaartlezer; u vindt er een in de winkel, of leent er een aan ons loket</li>
<li>de gratis eID-software van
<a href="https://eid.belgium.be/">eid.belgium.be</a></li>
</ul>
<h2>PIN-code kwijt of kaart geblokkeerd?</h2>
<p>Maak een afspraak aan het loket. Breng uw kaart mee. U kiest er een nieuwe code.</p>
<h2>Kaart verloren of gestolen?</h2>
<p>Bel meteen DOC STOP: 00800 2123 2123, dag en nacht. Dan kan niemand uw kaart nog
gebruiken.</p>
<h2>Geen kaart?</h2>
<p>Met de app itsme of met een beveiligingscode kunt u zich ook aanmelden. Woont u niet
in België? Maak een afspraak aan het loket en breng uw paspoort mee.</p>
"""

SETTINGS = {
    "collective.eloket.accounts.help_page": EID_PAGE,
    "collective.eloket.cases.contact_phone": "09 000 00 00",
    "collective.eloket.cases.contact_address": "Proefplein 1, 9999 Testegem",
}


def add_help(site: PloneSite) -> None:
    """Add the page, for editors to change, and lead the sign-in page to it."""
    page = api.content.create(
        site,
        "Document",
        id=EID_PAGE,
        title=EID_TITLE,
        description="Wat u met uw eID kunt doen, en wat u ervoor nodig hebt.",
        text=RichTextValue(EID_TEXT, "text/html", "text/x-html-safe"),
        exclude_from_nav=True,
    )
    api.content.transition(page, "publish")
    for name, value in SETTINGS.items():
        api.portal.set_registry_record(name, value)
