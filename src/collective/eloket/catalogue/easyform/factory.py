"""Makes the form of a new document, so that it works at once."""

from collective.eloket.catalogue.content import FORM_ID
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from plone.dexterity.utils import createContentInContainer
from zope.interface import alsoProvides


#: A form with who asks (locked), and one question.
FIRST_MODEL = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="{NAMESPACE}">
  <schema>
    <field name="given_names" type="zope.schema.TextLine" eloket:source="given_names">
      <title>Voornamen</title>
    </field>
    <field name="family_name" type="zope.schema.TextLine" eloket:source="family_name">
      <title>Naam</title>
    </field>
    <field name="national_number" type="zope.schema.TextLine"
           eloket:source="national_number">
      <title>Rijksregisternummer</title>
    </field>
    <field name="remark" type="zope.schema.Text">
      <title>Uw vraag of opmerking</title>
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


def make_form(document: OnlineDocument, fields_model: str = FIRST_MODEL) -> None:
    """Give the document its form; does nothing when it has one."""
    if FORM_ID in document.objectIds():
        return
    form = createContentInContainer(
        document,
        "EasyForm",
        checkConstraints=False,
        id=FORM_ID,
        title=document.title,
        fields_model=fields_model,
        actions_model=NO_ACTIONS,
    )
    alsoProvides(form, IDocumentForm)


def set_fields(document: OnlineDocument, fields_model: str) -> None:
    """Replace the questions of the document's form."""
    document.form.fields_model = fields_model
