"""Which roots does this installation trust, and which authorities does it know?"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.identity.eid.certificate_errors import ProductionCardError
from collective.eloket.identity.eid.certificate_errors import RootWithoutProfileError
from collective.eloket.identity.eid.certificate_errors import TestCardError
from collective.eloket.identity.eid.certificate_errors import UnknownRootError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.profiles import PINNED
from collective.eloket.identity.eid.profiles import Profile
from collective.eloket.identity.eid.profiles import TEST_ROOTS
from dataclasses import dataclass
from dataclasses import field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Trust:
    """What an installation trusts; made once, of settings.

    ``profiles``: fingerprint of a root → its profile, beside the pinned ones;
    ``known``: certificates of roots and authorities that need not be handed in;
    ``production``: the pinned roots count. In a sandbox they do not: nothing there is
    real, so no real card may be shown to it.
    """

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    known: tuple[Certificate, ...] = ()
    production: bool = True
    by_subject: Mapping[bytes, tuple[Certificate, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Order the known certificates by name."""
        found: dict[bytes, tuple[Certificate, ...]] = {}
        for one in self.known:
            name = one.subject_der
            found[name] = (*found.get(name, ()), one)
        object.__setattr__(self, "by_subject", MappingProxyType(found))

    def profile_of(self, root: Certificate) -> Profile:
        """Return what may be believed below this root.

        :raises ProductionCardError: a real root, and nothing here is real.
        :raises TestCardError: the root of test cards, and this installation has no
            profile for it.
        :raises RootWithoutProfileError: the root is known, without a profile.
        :raises UnknownRootError: nobody here knows it.
        """
        own = self.profiles.get(root.fingerprint)
        if own is not None:
            return own
        if root.fingerprint in PINNED:
            if not self.production:
                raise ProductionCardError
            return PINNED[root.fingerprint]
        if root.fingerprint in TEST_ROOTS:
            raise TestCardError
        if root in self.known:
            raise RootWithoutProfileError
        raise UnknownRootError

    @property
    def believed(self) -> tuple[Profile, ...]:
        """The profiles of all roots that count here."""
        pinned = PINNED.values() if self.production else ()
        return (*self.profiles.values(), *pinned)

    def issuers_of(
        self, certificate: Certificate, offered: Iterable[Certificate]
    ) -> list[Certificate]:
        """Return the certificates that may have issued this one, the known ones first.

        By name, and by key id where both say one (RFC 5280, 4.2.1.1); whether they did
        is not looked at here.
        """
        name = certificate.issuer_der
        named = self.by_subject.get(name, ())
        candidates = [*named, *(one for one in offered if one.subject_der == name)]
        wanted = certificate.issuer_key_id
        return [
            one
            for one in candidates
            if wanted is None or one.key_id is None or one.key_id == wanted
        ]
