"""What is published on what, read from the component registry: nobody lists it."""

from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from collective.eloket.catalogue.easyform.interfaces import IDocumentFields
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IOnlineDocument
from plone.base.interfaces import INavigationRoot
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFCore.interfaces import ISiteRoot
from typing import NamedTuple
from zope.component import getGlobalSiteManager
from zope.interface import Interface

import re


#: plone.rest names a service after its method, media type and name.
SERVICE = re.compile(r"([A-Z]+)_([a-z]+_[a-z+.-]+?)_(@?.*)")
#: The object of the matrix, by the interface that the road is registered for.
OBJECTS = {
    Interface: "site",
    ISiteRoot: "site",
    IPloneSiteRoot: "site",
    INavigationRoot: "site",
    IEloket: "desk",
    IOnlineDocument: "document",
    IDocumentForm: "form",
    IDocumentFields: "questions",
    ICase: "case",
    IEloketOIDCPlugin: "provider",
}


class Road(NamedTuple):
    """One registered view or service."""

    required: object
    methods: tuple[str, ...]
    name: str
    factory: type
    #: The ZCML file that says so.
    file: str = ""


def registries(top) -> list:
    """Return a registry and those below it: a test layer stacks its own on top."""
    return [top, *(deep for base in top.__bases__ for deep in registries(base))]


def registered() -> list[Road]:
    """Return every view and service of the running product, stock ones too."""
    return [
        Road(
            found.required[0],
            *methods_and_name(found.name),
            found.factory,
            getattr(found.info, "file", ""),
        )
        for registry in registries(getGlobalSiteManager())
        for found in registry.registeredAdapters()
        if len(found.required) == 2
        and found.provided is Interface
        and found.name
        and is_for_browsers(found.required[1])
    ]


def is_for_browsers(layer) -> bool:
    """Is this a browser layer that our requests carry, or one of an add-on?"""
    return "Request" in layer.__name__ or "Layer" in layer.__name__


def methods_and_name(name: str) -> tuple[tuple[str, ...], str]:
    """Return the methods and the published name; a page answers GET and POST."""
    service = SERVICE.fullmatch(name)
    if service is None:
        return ("GET", "POST"), name
    return (service[1],), service[3]


def is_ours(factory) -> bool:
    """Is the class, or one that it is made of, defined in the product?"""
    classes = getattr(factory, "__mro__", (factory,))
    return any(c.__module__.startswith("collective.eloket.") for c in classes)


def is_error_page(road: Road) -> bool:
    """Is it how a raised error looks? Nobody can ask for it by an address."""
    cause = getattr(road.required, "inherit", None)
    return isinstance(cause, type) and issubclass(cause, Exception)


def own_roads() -> list[Road]:
    """Return the views and services whose class is ours."""
    return [
        road
        for road in registered()
        if is_ours(road.factory) and not is_error_page(road)
    ]


def object_of(road: Road) -> str:
    """Return the object of the matrix; an interface that it lacks fails here."""
    return OBJECTS[road.required]


def own_rows() -> set[tuple[str, str, str]]:
    """Return object, method and name of every road of ours."""
    return {
        (object_of(road), method, road.name)
        for road in own_roads()
        for method in road.methods
    }


def takes_more_names(factory) -> bool:
    """Does the class read the path itself? What Five gives every view is not meant."""
    defining = next((c for c in factory.__mro__ if "publishTraverse" in vars(c)), None)
    return defining is not None and not defining.__module__.startswith(
        ("Products.Five.", "zope.")
    )


def deep_rows() -> set[tuple[str, str, str]]:
    """Return those that take more names of the path."""
    return {
        (object_of(road), method, road.name)
        for road in own_roads()
        for method in road.methods
        if takes_more_names(road.factory)
    }


def permission_of(factory) -> str | None:
    """Return the title of the permission that guards a class.

    ``(public)``: the class is open, or has no guard because it is called by our code.
    """
    roles = getattr(factory, "__roles__", None)
    if roles is None:
        return "(public)"
    return getattr(roles, "__name__", None) or (
        "(nobody)" if roles == () else str(tuple(roles))
    )
