"""With what does the provider sign? RSA keys of its own data folder."""

from eloket_sandbox.files import read_json
from eloket_sandbox.files import write_json
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwk import RSAKey
from pathlib import Path

import secrets


KEY_BITS = 2048


def new_key() -> RSAKey:
    """Return a new key with a random id."""
    parameters = {"kid": secrets.token_hex(8), "use": "sig", "alg": "RS256"}
    return RSAKey.generate_key(KEY_BITS, parameters, private=True)


class SigningKeys:
    """The provider's keys, newest last; old ones stay published."""

    def __init__(self, path: Path) -> None:
        """Read the keys from their file; make the first one when there is none."""
        self.path = path
        stored = read_json(path)
        if stored:
            self._keys = [RSAKey.import_key(key) for key in stored["keys"]]
        else:
            self._keys = [new_key()]
            self._write()

    @property
    def current(self) -> RSAKey:
        """The key that signs now."""
        return self._keys[-1]

    def rotate(self, forget_old: bool = False) -> None:
        """Sign with a new key from now on; old ones stay published unless forgotten."""
        self._keys = [*([] if forget_old else self._keys), new_key()]
        self._write()

    def published(self) -> dict[str, list[dict]]:
        """Return the key set that everybody may read."""
        return {"keys": [key.as_dict(private=False) for key in self._keys]}

    def claims_of(self, token: str) -> dict:
        """Return what a token of ours says, however old; of another one nothing."""
        keys = KeySet(self._keys)
        try:
            return jwt.decode(token, keys, algorithms=["RS256"]).claims
        except (JoseError, ValueError):
            return {}

    def _write(self) -> None:
        write_json(
            self.path, {"keys": [key.as_dict(private=True) for key in self._keys]}
        )
