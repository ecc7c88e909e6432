"""The people of the pages, for programs."""

from tests.parameters.browser import conftest as pages


clerk = pages.clerk
desk = pages.desk
noor = pages.noor
signed_in = pages.signed_in
