"""Which calls can say *too often*? Read from their code, not from a list.

A limit is a ``Limit`` somewhere in the product. A service reaches one when its code, or
a function, class or module attribute of ours that this code names, names the limit.
An interface that it names leads to the utilities behind it; adapters are not followed.
"""

from collections.abc import Iterator
from collective.eloket.limits.model import Limit
from tests.matrix.registered import registries
from types import CodeType
from types import FunctionType
from types import ModuleType
from zope.component import getGlobalSiteManager
from zope.interface.interface import InterfaceClass

import functools
import inspect
import sys


OURS = "collective.eloket"


def all_limits() -> list[Limit]:
    """Return every limit of the product, wherever it is kept."""
    return [
        one
        for name, module in list(sys.modules.items())
        if name.startswith(OURS)
        for one in vars(module).values()
        if isinstance(one, Limit)
    ]


def limits_of(factory: type) -> set[str]:
    """Return the kinds of the limits that a class of ours may run into."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list = [one for one in factory.__mro__ if is_ours(one)]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Limit):
            found.add(one.kind)
        else:
            waiting.extend(named_by(one))
    return found


def is_ours(thing: object) -> bool:
    """Is it defined in the product?"""
    return str(getattr(thing, "__module__", "")).startswith(OURS)


def named_by(thing: object) -> Iterator[object]:
    """Yield what the code of a function, or of the methods of a class, names."""
    if isinstance(thing, type):
        for member in vars(thing).values():
            for function in functions_in(member):
                yield from named_in(function)
    elif isinstance(thing, FunctionType):
        yield from named_in(thing)


def functions_in(member: object) -> Iterator[FunctionType]:
    """Yield the functions that a member of a class is made of."""
    if isinstance(member, staticmethod | classmethod):
        member = member.__func__
    if isinstance(member, property):
        member = member.fget
    if isinstance(member, functools.cached_property):
        member = member.func
    if isinstance(member, FunctionType):
        yield inspect.unwrap(member)


def named_in(function: FunctionType) -> Iterator[object]:
    """Yield the limits, functions and classes of ours that its code names."""
    names = set(names_of(function.__code__))
    found = [function.__globals__[name] for name in names & function.__globals__.keys()]
    modules = [one for one in found if isinstance(one, ModuleType)]
    for module in modules:
        if module.__name__.startswith(OURS):
            found += [getattr(module, name) for name in names if hasattr(module, name)]
    # a method may go on in another one of its class
    owner = function.__globals__.get(function.__qualname__.rpartition(".")[0])
    yield from methods_of(owner, names)
    for one in found:
        if isinstance(one, Limit):
            yield one
        elif is_ours(one) and isinstance(one, InterfaceClass):
            yield from utilities_of(one, names)
        elif is_ours(one) and isinstance(one, type | FunctionType):
            yield one


def utilities_of(interface: InterfaceClass, names: set[str]) -> Iterator[FunctionType]:
    """Yield the methods of those names of our utilities behind an interface."""
    for registry in registries(getGlobalSiteManager()):
        for found in registry.registeredUtilities():
            if found.provided is interface and is_ours(type(found.component)):
                yield from methods_of(type(found.component), names)


def methods_of(owner: object, names: set[str]) -> Iterator[FunctionType]:
    """Yield the methods of those names that a class has."""
    for name in names & vars(owner).keys() if isinstance(owner, type) else ():
        yield from functions_in(vars(owner)[name])


def names_of(code: CodeType) -> Iterator[str]:
    """Yield the names in a piece of code and in what is defined within it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_of(constant)
