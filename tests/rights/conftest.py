from tests.cases.conftest import case
from tests.cases.conftest import desk
from tests.cases.conftest import document
from tests.cases.conftest import jan
from tests.cases.conftest import lieve
from tests.cases.conftest import noor
from tests.cases.conftest import world


__all__ = ["case", "desk", "document", "jan", "lieve", "noor", "world"]
