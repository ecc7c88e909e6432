"""The forms of the panel: fields of an application, a right or a group, and back."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import typed
from collective.eloket.mandates.rights.checking import Problem
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Context
from collective.eloket.mandates.rights.model import LANGUAGES
from collective.eloket.mandates.rights.model import Names
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TargetGroup
from dataclasses import replace
from zope.i18nmessageid import Message


#: Between the parts of a line that says one context.
BETWEEN = "|"

_NAMES: Mapping[str, Message] = {
    "nl": _("label_name_nl", default="Name in Dutch"),
    "fr": _("label_name_fr", default="Name in French"),
    "de": _("label_name_de", default="Name in German"),
    "en": _("label_name_en", default="Name in English"),
}
_CONTEXTS_HELP = _(
    "help_rights_contexts",
    default="One on each line: its value, then its names in Dutch, French, German and "
    "English, with | between them. Leave it empty for a right that holds everywhere.",
)

NEW_APPLICATION = Application("", {})
NEW_RIGHT = Right("", {}, ())
NEW_GROUP = TargetGroup("", {})


def application_fields(
    one: Application, problems: Iterable[Problem] = ()
) -> list[Field]:
    """Return the form of an application."""
    words = {problem.name: problem.words for problem in problems}
    return [
        Field(
            "number",
            Control.LINE,
            _("label_application_number", default="Number"),
            one.number,
            help=_(
                "help_application_number",
                default="Stands after “an=” in addresses, as in the integration file.",
            ),
            words=words.get("number"),
            required=True,
        ),
        *_name_fields(one.names, words),
        Field(
            "claim",
            Control.LINE,
            _("label_application_claim", default="Scope at the provider"),
            one.claim,
            help=_(
                "help_application_claim",
                default="Then rights are also believed from the claim <scope>_rol_3d.",
            ),
            words=words.get("claim"),
        ),
    ]


def right_fields(
    one: Right, choices: Iterable[Choice], problems: Iterable[Problem] = ()
) -> list[Field]:
    """Return the form of a right; ``choices``: the target groups of the site."""
    words = {problem.name: problem.words for problem in problems}
    return [
        Field(
            "code",
            Control.LINE,
            _("label_right_code", default="Code"),
            one.code,
            help=_(
                "help_right_code",
                default="Stands after “ec=” in addresses. What people hold goes by it: "
                "another code is another right.",
            ),
            words=words.get("code"),
            required=True,
        ),
        *_name_fields(one.names, words),
        Field(
            "groups",
            Control.CHOICES,
            _("label_right_groups", default="For whom"),
            " ".join(one.groups),
            words=words.get("groups"),
            choices=tuple(choices),
            required=True,
        ),
        Field(
            "representative",
            Control.FLAG,
            _(
                "label_right_representative",
                default="Legal representatives have it at once",
            ),
            "true" if one.representative else "false",
            help=_(
                "help_right_representative",
                default="Without it, they need to be given this right like everybody.",
            ),
        ),
        Field(
            "contexts",
            Control.LINES,
            _("label_right_contexts", default="Contexts"),
            "\n".join(map(_line_of, one.contexts)),
            help=_CONTEXTS_HELP,
            words=words.get("contexts"),
        ),
    ]


def group_fields(
    one: TargetGroup, is_new: bool, problems: Iterable[Problem] = ()
) -> list[Field]:
    """Return the form of a target group; only a new one is given its code."""
    words = {problem.name: problem.words for problem in problems}
    code = Field(
        "code",
        Control.LINE,
        _("label_group_code", default="Code"),
        one.code,
        help=_(
            "help_group_code",
            default="Stands after “dg=” in addresses; registers and providers say it "
            "of an organisation. It cannot be changed later.",
        ),
        words=words.get("code"),
        required=True,
    )
    return [
        *([code] if is_new else []),
        *_name_fields(one.names, words),
        Field(
            "public",
            Control.FLAG,
            _("label_group_public", default="Public bodies"),
            "true" if one.public else "false",
            help=_(
                "help_group_public",
                default="They appoint their first manager by a form; people are told "
                "so who look for one.",
            ),
        ),
    ]


def typed_group(form: Mapping[str, object], code: str) -> TargetGroup:
    """Return the target group as somebody typed it; ``code``: of one that is known."""
    public = typed(form, "public") == "true"
    return TargetGroup(code or _line(form, "code"), _typed_names(form), public)


def typed_application(form: Mapping[str, object], before: Application) -> Application:
    """Return the application as somebody typed it; its rights stay."""
    return replace(
        before,
        number=_line(form, "number"),
        names=_typed_names(form),
        claim=_line(form, "claim"),
    )


def typed_right(form: Mapping[str, object]) -> Right:
    """Return the right as somebody typed it."""
    lines = typed(form, "contexts").splitlines()
    return Right(
        code=_line(form, "code"),
        names=_typed_names(form),
        groups=tuple(typed(form, "groups").split()),
        representative=typed(form, "representative") == "true",
        contexts=tuple(_context_of(line) for line in lines if line.strip()),
    )


def _name_fields(names: Names, words: Mapping[str, Message]) -> list[Field]:
    return [
        Field(
            f"name_{language}",
            Control.LINE,
            _NAMES[language],
            names.get(language, ""),
            words=words.get(f"names.{language}"),
            required=True,
        )
        for language in LANGUAGES
    ]


def _typed_names(form: Mapping[str, object]) -> Names:
    return {language: _line(form, f"name_{language}") for language in LANGUAGES}


def _line(form: Mapping[str, object], name: str) -> str:
    return typed(form, name).strip()


def _line_of(context: Context) -> str:
    parts = [context.value, *(context.names.get(one, "") for one in LANGUAGES)]
    return f" {BETWEEN} ".join(parts)


def _context_of(line: str) -> Context:
    """Return what a line says; too many parts are no names, which is then refused."""
    value, *names = (part.strip() for part in line.split(BETWEEN))
    if len(names) != len(LANGUAGES):
        return Context(value, {})
    return Context(value, dict(zip(LANGUAGES, names, strict=True)))
