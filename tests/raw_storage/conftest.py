from tests.accounts.oidc.conftest import mock
from tests.accounts.oidc.conftest import op


__all__ = ["mock", "op"]
