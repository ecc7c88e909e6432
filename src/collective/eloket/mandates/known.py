"""What may stand in a form of who acts for somebody else."""

from collections.abc import Mapping
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import OrganisationMandate
from collective.eloket.parameters.model import CHOICES
from collective.eloket.parameters.model import OWN
from collective.eloket.parameters.model import Value


#: What is known of a child, and by which name of the parameters.
ADDRESS = ("street", "postal_code", "municipality")


def known_by(
    mandate: Mandate | OrganisationMandate | None, own: Mapping[str, Value]
) -> dict[str, Value]:
    """Return what is known of the child of a mandate; without one, ``own``.

    Who acts for an organisation fills in who they are themselves. ``own`` is what is
    known of who is signed in. Mail, phone and wishes stay theirs. An address is there
    only when parent and child live together. That the mandate holds was asked before.
    """
    if mandate is None or isinstance(mandate, OrganisationMandate):
        return dict(own)
    child = mandate.child
    texts = {
        "given_names": child.given_names,
        "family_name": child.family_name,
        "birth_date": child.birth_date.isoformat(),
        "national_number": child.number.digits,
    }
    kept = (*OWN, *CHOICES, *(ADDRESS if child.lives_with_parent else ()))
    values = {name: own[name] for name in kept if name in own}
    for name, text in texts.items():
        values[name] = Value(
            name, text, mandate.source, LEAST_LEVEL, mandate.at, mandate.id
        )
    return values
