"""For whom a party works, in words."""

from collective.eloket import _
from collective.eloket.rights.register.model import Party
from collective.eloket.rights.register.processors import CONTROLLER
from collective.eloket.rights.register.processors import PROCESSOR
from zope.i18nmessageid import Message


def role_of(party: Party) -> Message:
    """Return what a party is, by which contract; or how to say it in the settings."""
    named = {"party": party.words, "contract": party.contract, "key": party.key}
    if party.role == PROCESSOR:
        return _(
            "register_role_processor",
            default="Processor, by ${contract}. ${party}",
            mapping=named,
        )
    if party.role == CONTROLLER and party.contract:
        return _(
            "register_role_controller_by",
            default="Answers for the data itself, by ${contract}. ${party}",
            mapping=named,
        )
    if party.role == CONTROLLER:
        return _(
            "register_role_controller",
            default="Answers for the data itself. ${party}",
            mapping=named,
        )
    return _(
        "register_role_unsaid",
        default="NOT SAID: processor or not? ${party} (in the settings of the e-desk: "
        "${key})",
        mapping=named,
    )
