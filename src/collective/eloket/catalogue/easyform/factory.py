"""Makes the form of a new document, so that it works at once."""

from collective.eloket import _
from collective.eloket.catalogue.content import FORM_ID
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from collective.eloket.http.language import spoken
from html import escape
from plone.dexterity.utils import createContentInContainer
from zope.i18n import translate
from zope.interface import alsoProvides


#: A form with who asks (locked), and one question; see ``first_model``.
FIRST_MODEL = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="{NAMESPACE}">
  <schema>
    <field name="given_names" type="zope.schema.TextLine" eloket:source="given_names">
      <title>{{given_names}}</title>
    </field>
    <field name="family_name" type="zope.schema.TextLine" eloket:source="family_name">
      <title>{{family_name}}</title>
    </field>
    <field name="national_number" type="zope.schema.TextLine"
           eloket:source="national_number">
      <title>{{national_number}}</title>
    </field>
    <field name="remark" type="zope.schema.Text">
      <title>{{remark}}</title>
      <required>False</required>
    </field>
  </schema>
</model>
"""

#: No action of easyform ever runs: sending is the e-desk's own.
NO_ACTIONS = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema/>
</model>
"""


#: What a first form asks.
FIRST_TITLES = {
    "given_names": _("first_given_names", default="First names"),
    "family_name": _("first_family_name", default="Family name"),
    "national_number": _("first_number", default="National register number"),
    "remark": _("first_remark", default="Your question or remark"),
}


def first_model(language: str) -> str:
    """Return the model of a first form, with titles in that language."""
    titles = {
        name: escape(translate(title, target_language=language))
        for name, title in FIRST_TITLES.items()
    }
    return FIRST_MODEL.format(**titles)


def make_form(document: OnlineDocument) -> None:
    """Give the document its form, in its language; does nothing when it has one."""
    if FORM_ID in document.objectIds():
        return
    form = createContentInContainer(
        document,
        "EasyForm",
        checkConstraints=False,
        id=FORM_ID,
        title=document.title,
        fields_model=first_model(spoken(document.Language())),
        actions_model=NO_ACTIONS,
    )
    alsoProvides(form, IDocumentForm)


def set_fields(document: OnlineDocument, fields_model: str) -> None:
    """Replace the questions of the document's form."""
    document.form.fields_model = fields_model
