"""How the questions of a form look on the page."""

from collective.eloket import _
from collective.eloket.catalogue.browser.review import Review
from collective.eloket.catalogue.browser.steps import YES_NO
from collective.eloket.catalogue.browser.typed import FIELD
from collective.eloket.catalogue.drafted import KeptFile
from collective.eloket.catalogue.filekinds import accept_of
from collective.eloket.catalogue.filekinds import titles_of
from collective.eloket.catalogue.kinds import parts_meant
from collective.eloket.catalogue.questions import Question
from collective.eloket.parameters.words import known_ending
from collective.eloket.parameters.words import SOURCES
from collective.eloket.parameters.words import TITLES as KNOWN
from zope.i18nmessageid import Message


#: Parameter, or kind of question → what the browser may fill in.
AUTOCOMPLETE = {
    "email": "email",
    "phone": "tel",
    "given_names": "given-name",
    "family_name": "family-name",
    "birth_date": "bday",
    "street": "address-line1",
    "postal_code": "postal-code",
    "municipality": "address-level2",
    "national_number": "off",
    "enterprise": "off",
    "iban": "off",
}
INPUT_TYPES = {"number": "number", "date": "date", "phone": "tel"}
INPUT_MODES = {"national_number": "numeric", "enterprise": "numeric"}
#: Kinds that are several fields under one legend.
GROUPS = ("choice", "choices", "yes_no", "address")
#: Parts of an address as a form shows them: label, what the browser may fill in, mode.
ADDRESS = {
    "street": (_("label_street_only", default="Street"), "address-line1", None),
    "number": (_("label_house_number", default="Number"), None, None),
    "box": (_("label_box", default="Box (optional)"), "address-line2", None),
    "postal_code": (KNOWN["postal_code"], "postal-code", "numeric"),
    "municipality": (KNOWN["municipality"], "address-level2", None),
}
HIDDEN = _("text_hidden", default="hidden")


class FormFields(Review):
    """The part of a form page that draws the questions; mixed into the page."""

    problems: dict[str, Message] = {}  # noqa: RUF012 - replaced, never changed
    groups = GROUPS

    def known(self) -> list[dict]:
        """Return what is shown as text, with its source."""
        found = []
        for question in self.questions:
            value = self.locked.get(question.name)
            if value is not None:
                text = question.shown(value.value) or HIDDEN
                if question.source == "national_number" and value.value:
                    text = known_ending(text)
                source = SOURCES.get(value.source, value.source)
                found.append({"title": question.title, "text": text, "source": source})
        return found

    def is_chosen(self, question: Question, token: str) -> bool:
        """Is this choice marked?"""
        value = self.value_of(question)
        return token in value if isinstance(value, list) else token == value

    def kept_file(self, question: Question) -> KeptFile | None:
        """Return the file that is kept already for a question, or None."""
        if self.draft is None or question.kind != "file":
            return None
        return self.draft.files.get(question.name)

    def field_name(self, question: Question) -> str:
        """Return the name of the question's field."""
        return FIELD + question.name

    def field_id(self, question: Question) -> str:
        """Return the id of the question's field."""
        return f"vraag-{question.name}"

    def described_by(self, question: Question) -> str | None:
        """Return the ids of hint and error, in that order."""
        ids = []
        if question.hint or question.kind == "file":
            ids.append(f"{self.field_id(question)}-hint")
        if question.name in self.problems:
            ids.append(f"{self.field_id(question)}-fout")
        return " ".join(ids) or None

    def input_type(self, question: Question) -> str:
        """Return the type of the input."""
        if question.source == "email":
            return "email"
        by_source = "tel" if question.source == "phone" else "text"
        return INPUT_TYPES.get(question.kind, by_source)

    def input_mode(self, question: Question) -> str | None:
        """Return which keys a phone shows."""
        return INPUT_MODES.get(question.kind)

    def autocomplete(self, question: Question) -> str | None:
        """Return what the browser may fill in."""
        return AUTOCOMPLETE.get(question.source, AUTOCOMPLETE.get(question.kind))

    def wrong_parts(self, question: Question) -> frozenset[str]:
        """Return which parts of an address are told to be wrong; else none."""
        is_address = question.kind == "address"
        return parts_meant(self.problems.get(question.name) if is_address else None)

    def parts_of(self, question: Question) -> list[dict]:
        """Return the fields of an address, with what stands in them."""
        value = self.value_of(question)
        if isinstance(value, dict):
            value = [value[name] for name in ADDRESS]
        typed = value if isinstance(value, list) else []
        rest = len(ADDRESS) - len(typed)
        parts = zip(ADDRESS.items(), [*typed, *[""] * rest], strict=False)
        wrong = self.wrong_parts(question)
        return [
            {
                "name": name,
                "label": label,
                "complete": complete,
                "mode": mode,
                "value": one,
                "is_wrong": name in wrong,
            }
            for (name, (label, complete, mode)), one in parts
        ]

    def file_kinds(self, question: Question) -> str:
        """Return which kinds of files are taken, in words."""
        return titles_of(question.files)

    def accept(self, question: Question) -> str:
        """Return which files the browser offers."""
        return accept_of(question.files)

    def first_id(self, question: Question) -> str:
        """Return the id that a line of the error list leads to."""
        own = self.field_id(question)
        wrong = self.wrong_parts(question)
        place = next((n for n, name in enumerate(ADDRESS) if name in wrong), 0)
        return f"{own}-{place}" if question.kind in GROUPS else own

    def options(self, question: Question) -> list[tuple[str, object]]:
        """Return the choices of a question."""
        if question.kind == "yes_no":
            return list(YES_NO.items())
        return list(question.choices) if question.kind != "address" else []

    def errors(self) -> list[dict]:
        """Return the lines of the error list."""
        return [
            {
                "question": question,
                "href": f"#{self.first_id(question)}",
                "message": self.problems[question.name],
            }
            for question in self.questions
            if question.name in self.problems
        ]

    @property
    def kept_names(self) -> str:
        """The names of the files that are kept and go along; empty: there are none."""
        files = self.draft.files if self.draft else {}
        names = [one.name for name, one in files.items() if name not in self.left_out]
        return ", ".join(names)

    @property
    def has_files(self) -> bool:
        """Must the form be sent with files?"""
        return any(question.kind == "file" for question in self.questions)
