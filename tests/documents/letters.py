"""Letters for tests: one good one, and changes to it."""

from collective.eloket.documents.model import LetterContent

import dataclasses


GOOD = LetterContent(
    language="nl",
    municipality="Gemeente Testegem",
    sender=("Dienst Bevolking, Gemeente Testegem", "Proefplein 1, 9999 Testegem"),
    addressee=("Noor Voorbeeld",),
    title="Uittreksel uit het bevolkingsregister",
    reference="2026-7F3K-92QX",
    meta="27 november 2026. Referentie 2026-7F3K-92QX.",
    intro="Gemeente Testegem bevestigt het volgende.",
    answers=(("Naam", "Voorbeeld"), ("Voornamen", "Noor Elisa")),
    signature=("Namens de burgemeester,", "de gemachtigde ambtenaar"),
)


def letter(**changes) -> LetterContent:
    return dataclasses.replace(GOOD, **changes)
