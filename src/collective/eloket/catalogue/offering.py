"""What happens when a document is published, changed, closed or removed."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from collective.eloket.catalogue import publishing
from collective.eloket.catalogue.easyform.editing import refuse_broken_rules
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.versions import note_version
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import IOnlineDocument
from OFS.interfaces import IObjectWillBeRemovedEvent
from plone.schemaeditor.interfaces import ISchemaModifiedEvent
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from zope.interface import Interface
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


def check_step(document: IOnlineDocument, event: IBeforeTransitionEvent) -> None:
    """Check that a document may be published, or go back to draft.

    :raises PublishRefusedError: the law asks more than it says.
    :raises DocumentInUseError: somebody may be filling it in.
    """
    step = event.transition.getId() if event.transition is not None else None
    if step == publishing.PUBLISH:
        publishing.check_may_be_published(document)
    if step == publishing.RETRACT:
        publishing.check_may_go(document)


def keep_version(document: IOnlineDocument, event: IAfterTransitionEvent) -> None:
    """Keep what the form asks from now on."""
    if event.transition is not None and event.transition.getId() == publishing.PUBLISH:
        note_version(document, utcnow())


def check_change(document: IOnlineDocument, event: IObjectModifiedEvent) -> None:
    """Let a document on offer not lose what it had to say.

    :raises PublishRefusedError: the law asks it.
    """
    if publishing.state_of(document) == publishing.PUBLISHED:
        publishing.check_may_be_published(document)


def check_questions(schema: Interface, event: ISchemaModifiedEvent) -> None:
    """Note a changed form of a document on offer; refuse what it may not ask.

    :raises Redirect: a rule cannot be judged; see ``refuse_broken_rules``.
    :raises PublishRefusedError: it asks the national number without authorisation.
    """
    form = aq_parent(aq_inner(schema))
    if not IDocumentForm.providedBy(form):
        return
    refuse_broken_rules(schema)
    keep_questions(aq_parent(aq_inner(form)))


def keep_questions(document: IOnlineDocument) -> None:
    """Note the changed form of a document on offer; of a draft nothing is kept.

    :raises PublishRefusedError: it asks the national number without authorisation.
    """
    if publishing.state_of(document) == publishing.PUBLISHED:
        publishing.check_may_be_published(document)
        note_version(document, utcnow())


def check_removal(document: IOnlineDocument, event: IObjectWillBeRemovedEvent) -> None:
    """Keep a document while somebody may be filling it in; it may go with its e-desk.

    :raises DocumentInUseError: close it, and wait until drafts are over.
    """
    if aq_base(event.object) is aq_base(document):
        publishing.check_may_go(document)
