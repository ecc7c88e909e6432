"""The form of a provider: fields made of the one list of settings."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.accounts.oidc.errors import SettingError
from collective.eloket.accounts.oidc.labels import ABOUT
from collective.eloket.accounts.oidc.labels import BASIC
from collective.eloket.accounts.oidc.labels import label_of
from collective.eloket.accounts.oidc.options import Kind
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.presets import Preset
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.accounts.oidc.texts import kind_of
from collective.eloket.accounts.oidc.texts import text_of
from collective.eloket.accounts.oidc.texts import value_of
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import typed
from dataclasses import dataclass
from dataclasses import replace
from typing import Any
from zope.i18nmessageid import Message


CONTROLS: Mapping[Kind, Control] = {
    Kind.TEXT: Control.LINE,
    Kind.WORDS: Control.LINES,
    Kind.FLAG: Control.FLAG,
    Kind.CHOICE: Control.CHOICE,
    Kind.CHOICES: Control.CHOICES,
    Kind.OBJECT: Control.LINES,
}
#: What stands in the form besides options; the secret never does.
WHO = tuple(name for name in ABOUT if name != "client_secret")
#: Fields that stand open; what a preset sets right is folded.
OPEN = (*WHO, *BASIC)
FOLDED = tuple(name for name in OPTIONS if name not in BASIC)

PRESET_SAYS = _("note_preset_says", default="Preset: ${value}")
YES, NO = _("word_yes", default="yes"), _("word_no", default="no")


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form: setting → text."""

    preset: Preset
    texts: Mapping[str, str]

    @classmethod
    def of(cls, settings: ProviderSettings) -> "Draft":
        """Return the form of a provider that is there."""
        texts = {name: text_of(name, settings[name]) for name in OPTIONS}
        who = {"issuer": settings.issuer, "client_id": settings.client_id}
        return cls(settings.preset, {**who, **texts})

    @classmethod
    def new(cls, preset: Preset) -> "Draft":
        """Return the form of a new provider: the acceptance environment comes first."""
        texts = {name: text_of(name, preset.defaults[name]) for name in OPTIONS}
        issuer = preset.issuers.get("acceptance", "")
        return cls(preset, {"issuer": issuer, "client_id": "", **texts})

    def sent(self, form: Mapping[str, object], locked: Iterable[str]) -> "Draft":
        """Return what was sent; what is ``locked`` stays as it was."""
        names = set(self.texts) - set(locked)
        return replace(
            self, texts={**self.texts, **{name: sent(form, name) for name in names}}
        )

    def given(self, known: ProviderSettings | None) -> dict[str, Any]:
        """Return the options that are set, to be checked.

        What the preset says is not set, unless an integrator had set it: so a better
        preset reaches who did not choose otherwise.
        """
        before = {} if known is None else known.given
        found = {}
        for name in OPTIONS:
            value = value_of(name, self.texts[name])
            if name in before or value != self.preset.defaults[name]:
                found[name] = value
        return found


def sent(form: Mapping[str, object], name: str) -> str:
    """Return what was sent for a setting; a box that is not ticked is not sent."""
    text = typed(form, name)
    return (text or "false") if kind_of(name) is Kind.FLAG else text


def fields(
    draft: Draft,
    names: Iterable[str],
    problems: Iterable[SettingError] = (),
    locked: Iterable[str] = (),
) -> list[Field]:
    """Return fields of the form, with what is wrong."""
    words = {error.setting: error.words for error in problems}
    return [
        locked_field(draft, name)
        if name in locked
        else Field(
            name,
            CONTROLS[kind_of(name)],
            label_of(name).title,
            shown(draft, name),
            help=help_of(draft, name),
            note=note_of(draft, name),
            words=words.get(name),
            choices=choices_of(name),
            required=True,
        )
        for name in names
    ]


def shown(draft: Draft, name: str) -> str:
    """Return what stands in the field."""
    return draft.texts[name]


def locked_field(draft: Draft, name: str) -> Field:
    """Return a flag that this person may not change."""
    label = label_of(name)
    value = YES if draft.texts[name] == "true" else NO
    return Field(name, Control.FIXED, label.title, value, help=label.help)


def choices_of(name: str) -> tuple[Choice, ...]:
    """Return the words to choose from."""
    option = OPTIONS.get(name)
    words = () if option is None else option.choices
    return tuple(Choice(word, word) for word in words)


def help_of(draft: Draft, name: str) -> Message:
    """Return what a setting does; for the issuer, which ones are published."""
    words = label_of(name).help
    issuers = ", ".join(draft.preset.issuers.values()) or "-"
    return Message(words, mapping={"issuers": issuers}) if name == "issuer" else words


def note_of(draft: Draft, name: str) -> Message | None:
    """Return what the preset says; None when that is nothing."""
    if name in WHO or kind_of(name) is Kind.OBJECT:
        return None
    value = draft.preset.defaults[name]
    if kind_of(name) is Kind.FLAG:
        text: str | Message = YES if value else NO
    else:
        text = " ".join(text_of(name, value).split("\n"))
    return Message(PRESET_SAYS, mapping={"value": text}) if text else None
