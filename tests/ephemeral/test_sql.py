from collective.eloket.ephemeral.errors import SideStoreAddressError
from collective.eloket.ephemeral.sql import make_engine

import pytest


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://localhost/x"], ids=["no address", "other database"]
)
def test_an_address_is_refused(address):
    with pytest.raises(SideStoreAddressError):
        make_engine(address)


def test_the_folder_is_made(tmp_path):
    make_engine(f"sqlite:///{tmp_path / 'a' / 'side.sqlite'}").dispose()
    assert (tmp_path / "a" / "side.sqlite").exists()
