"""Which package brings a road, and which packages come with every installation."""

from importlib.metadata import distribution
from importlib.metadata import distributions
from importlib.metadata import PackageNotFoundError
from packaging.requirements import Requirement
from tests.matrix.registered import Road

import functools
import re


def plain(name: str) -> str:
    """Return a distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


@functools.cache
def owners() -> dict[str, str]:
    """Return ZCML file → the distribution that installed it."""
    return {
        str(file.locate()): found.name
        for found in distributions()
        for file in found.files or ()
        if file.suffix == ".zcml"
    }


def package_of(road: Road) -> str:
    """Return the distribution whose ZCML registers a road.

    A file of no distribution is told as it is: it will be in no list.
    """
    return owners().get(road.file, road.file)


def is_installed(name: str) -> bool:
    """Is this distribution here?"""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


@functools.cache
def needed_packages() -> frozenset[str]:
    """Return the names of all distributions that an installation of ours must have."""
    found: dict[str, str] = {}
    waiting = [("collective.eloket", frozenset())]
    while waiting:
        name, extras = waiting.pop()
        try:
            metadata = distribution(name)
        except PackageNotFoundError:
            # for another Python or system
            continue
        if plain(name) in found and not extras:
            continue
        found[plain(name)] = metadata.name
        waiting += [
            (wanted.name, frozenset(wanted.extras))
            for wanted in map(Requirement, metadata.requires or ())
            if wanted.marker is None
            or any(wanted.marker.evaluate({"extra": one}) for one in extras or {""})
        ]
    return frozenset(found.values())
