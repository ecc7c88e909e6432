"""One provider: its settings, its secret, and what to hand in at the provider."""

from collective.eloket import _
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.browser.panel.base import PanelView
from collective.eloket.accounts.oidc.browser.panel.base import secret_state
from collective.eloket.accounts.oidc.browser.panel.base import SecretState
from collective.eloket.accounts.oidc.checking import examine
from collective.eloket.accounts.oidc.errors import ProviderIdRefusedError
from collective.eloket.accounts.oidc.errors import ProviderIdTakenError
from collective.eloket.accounts.oidc.errors import SecretUnusableError
from collective.eloket.accounts.oidc.errors import SettingError
from collective.eloket.accounts.oidc.form import Draft
from collective.eloket.accounts.oidc.form import fields
from collective.eloket.accounts.oidc.form import FOLDED
from collective.eloket.accounts.oidc.form import OPEN
from collective.eloket.accounts.oidc.handover import Address
from collective.eloket.accounts.oidc.handover import addresses_of
from collective.eloket.accounts.oidc.ids import check_id
from collective.eloket.accounts.oidc.labels import LABELS
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import typed
from collective.eloket.messages import MESSAGES
from dataclasses import replace
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


SAVED = _(
    "message_provider_saved",
    default="The provider is saved. Hand the addresses below in there, and test it.",
)
#: The ``token_auth`` that takes no secret.
KEY_OF_OURS = "private_key_jwt"
#: Who lacks this permission sees ``allow_private``, and does not change it.
ALLOW_PRIVATE = "collective.eloket: Allow providers on private networks"
SECRET_NOTES = {
    SecretState.KEPT: _("note_secret_kept", default="A secret is set; replace it."),
    SecretState.GIVEN: _(
        "note_secret_given",
        default="The environment gives it (${variable}); what is typed here waits "
        "until that is gone.",
    ),
    SecretState.UNUSABLE: _(
        "note_secret_unusable",
        default="The environment has one in ${variable} that cannot be used.",
    ),
    SecretState.MISSING: _("note_secret_missing", default="No secret is set yet."),
}
LABEL_ID = _("label_provider_id", default="Short name")
HELP_ID = _(
    "help_provider_id",
    default="Small letters, digits and dashes. It is part of the addresses that the "
    "provider registers, and does not change later.",
)


class ProviderView(PanelView):
    """Shows and saves one provider; without one, a new one of a preset."""

    template = ViewPageTemplateFile("templates/provider.pt")
    page_title = _("heading_provider", default="Identity provider")
    problems: tuple[SettingError, ...] = ()
    id_words: Message | None = None

    def answer(self) -> str:
        """Show the form, or save what was sent.

        :raises ProviderUnknownError: there is no provider of this name.
        :raises ProviderSettingsError: there is no preset of this name.
        """
        self.known = self.get_provider() if self.provider_name else None
        self.draft = self.first_draft()
        if not self.posted:
            return self.template()
        self.draft = self.draft.sent(self.request.form, self.locked)
        return self.save()

    def first_draft(self) -> Draft:
        """Return the form as it is before anybody types."""
        if self.known is not None:
            return Draft.of(self.known.settings())
        return Draft.new(get_preset(typed(self.request.form, "preset")))

    def save(self) -> str:
        """Keep the settings and the secret; when something is wrong, nothing."""
        made = self.checked()
        if made is None or self.id_words is not None:
            return self.again()
        self.record("provider.set", self.name)
        plugin = service.keep_settings(self.context, self.name, made)
        if self.secret:
            plugin.set_client_secret(self.secret)
        self.message(SAVED)
        return self.redirect(self.url_of("eloket-provider", self.name), 303)

    def checked(self) -> ProviderSettings | None:
        """Return checked settings; None, and what is wrong, when they are refused."""
        before = None if self.known is None else self.known.settings()
        texts = self.draft.texts
        made, problems = examine(
            self.draft.preset.id,
            texts["issuer"],
            texts["client_id"],
            self.draft.given(before),
        )
        problems += self.secret_problems()
        self.problems = tuple(problems)
        self.id_words = self.wrong_id()
        return None if problems else made

    def secret_problems(self) -> list[SettingError]:
        """Return what is wrong with the secret."""
        known, method = self.known is not None, self.draft.texts["token_auth"]
        has_secret = method != KEY_OF_OURS
        try:
            if self.secret or service.needs_secret(self.name, has_secret, known):
                service.check_secret(self.secret)
        except SecretUnusableError:
            words = Message(
                SECRET_NOTES[SecretState.UNUSABLE], mapping={"variable": self.variable}
            )
            return [SettingError("client_secret", words)]
        except SettingError as error:
            return [error]
        return []

    def wrong_id(self) -> Message | None:
        """Return what is wrong with the id of a new provider."""
        try:
            check_id(
                service.user_folder(self.context), self.name, self.known is not None
            )
        except (ProviderIdRefusedError, ProviderIdTakenError) as error:
            return MESSAGES[error.code]
        return None

    @property
    def name(self) -> str:
        """Id of the provider: its own, or the one that was typed."""
        if self.known is not None:
            return self.known.getId()
        return typed(self.request.form, "id").strip()

    @property
    def secret(self) -> str:
        """The secret that was typed, without blanks around it; it is not shown."""
        return typed(self.request.form, "client_secret").strip()

    @property
    def variable(self) -> str:
        """The environment variable of this provider's secret."""
        return environment.variable(environment.CLIENT, self.name)

    @property
    def locked(self) -> tuple[str, ...]:
        """Settings that this person may only look at."""
        allowed = api.user.has_permission(ALLOW_PRIVATE, obj=self.context)
        return () if allowed else ("allow_private",)

    @property
    def allows_private(self) -> bool:
        """May this provider be on a private network, as it is kept?"""
        return self.known is not None and self.known.settings().allow_private

    @Lazy
    def open_fields(self) -> list[Field]:
        """The fields that stand open."""
        found = fields(self.draft, OPEN, self.problems, self.locked)
        at = [field.name for field in found].index("client_id") + 1
        return [*self.id_fields, *found[:at], self.secret_field, *found[at:]]

    @Lazy
    def folded_fields(self) -> list[Field]:
        """What a preset sets right."""
        return fields(self.draft, FOLDED, self.problems, self.locked)

    @property
    def all_fields(self) -> list[Field]:
        """All of them, for the list of what is wrong."""
        return [*self.open_fields, *self.folded_fields]

    @property
    def is_folded(self) -> bool:
        """Is nothing wrong in the folded part?"""
        return not any(field.words for field in self.folded_fields)

    @property
    def id_fields(self) -> list[Field]:
        """The field for the id; it is asked once."""
        if self.known is not None:
            return []
        value = typed(self.request.form, "id") or self.draft.preset.id
        field = Field("id", Control.LINE, LABEL_ID, value, help=HELP_ID, required=True)
        return [replace(field, words=self.id_words)]

    @property
    def secret_field(self) -> Field:
        """The field for the secret; what is kept never stands in it."""
        wrong = {error.setting: error.words for error in self.problems}
        state = SecretState.MISSING if self.known is None else secret_state(self.known)
        note = SECRET_NOTES.get(state)
        return Field(
            "client_secret",
            Control.WRITE_ONLY,
            LABELS["client_secret"].title,
            help=LABELS["client_secret"].help,
            note=note and Message(note, mapping={"variable": self.variable}),
            words=wrong.get("client_secret"),
        )

    @property
    def keys_url(self) -> str | None:
        """Where our own keys for it are renewed; None: it needs none."""
        if self.known is None or not self.known.settings().has_keys:
            return None
        return self.url_of("eloket-provider-keys", self.name)

    @property
    def addresses(self) -> list[Address]:
        """What is handed in at the provider, once it is there."""
        return addresses_of(self.known, f"{self.desk_url}/afmelden")
