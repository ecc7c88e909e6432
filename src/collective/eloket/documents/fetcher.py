"""What a letter may fetch: what stands in it, and what was given along."""

from collections.abc import Mapping
from weasyprint.urls import FatalURLFetchingError
from weasyprint.urls import URLFetcher
from weasyprint.urls import URLFetcherResponse


#: Addresses of what was given along begin so.
GIVEN = "letter:"

__all__ = ["ClosedFetcher", "FatalURLFetchingError"]


class ClosedFetcher(URLFetcher):
    """Reads neither disk nor network: a template could attach the server's own files.

    WeasyPrint goes on after any other error than the fatal one, and would make a letter
    with a hole in it.
    """

    def __init__(self, images: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._images = images
        #: Was anything refused? WeasyPrint swallows even the fatal error inside an SVG.
        self.refused = False

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        """Return what stands at the address; see URLFetcher.

        :raises FatalURLFetchingError: it is neither in the letter nor given along.
        """
        if url.startswith("data:"):
            return super().fetch(url, headers)
        kind, data = self._images.get(url.removeprefix(GIVEN), (None, None))
        if data is None or not url.startswith(GIVEN):
            self.refused = True
            raise FatalURLFetchingError("the letter asks for a file outside of it")
        return URLFetcherResponse(url, data, {"Content-Type": kind})
