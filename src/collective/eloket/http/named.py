"""Services that take names behind their own in the address."""

from collective.eloket.errors import NotFoundError
from collective.eloket.http.service import EloketService
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class NamedService(EloketService):
    """Base: ``names`` holds what stands behind the service's name."""

    largest_body_bytes = 10_000

    def __init__(self, context, request):
        super().__init__(context, request)
        self.names: list[str] = []

    def publishTraverse(self, request, name):
        """Keep the names behind the service."""
        self.names.append(name)
        return self

    def check_no_name(self) -> None:
        """:raises NotFoundError: a name stands behind the service."""
        if self.names:
            raise NotFoundError

    def only_name(self) -> str:
        """Return the one name behind the service.

        :raises NotFoundError: none, or more than one.
        """
        if len(self.names) != 1:
            raise NotFoundError
        return self.names[0]
