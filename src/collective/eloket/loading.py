"""Zope is loaded without looking for garbage: what is loaded then stays.

Python would look through all of Plone again and again while it grows, which took a
fifth of the time of a start. Imports nothing of Zope before it is called: a command
says what is wrong with its arguments first.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager

import gc


@contextmanager
def without_garbage() -> Iterator[None]:
    """Look for no garbage in the block; what there is at its end is never garbage.

    Lasts to its end also when the block fails; the process ends then anyway.
    """
    gc.disable()
    try:
        yield
        gc.collect()
        gc.freeze()
    finally:
        gc.enable()


def load_zope(configuration: str) -> None:
    """Load Zope as a zope.conf says, with its database open.

    Modules of ours that stand on Zope are to be imported after it.
    """
    with without_garbage():
        from Zope2 import startup_wsgi
        from Zope2.Startup.run import configure_wsgi

        configure_wsgi(configuration)
        startup_wsgi()


def make_app(settings: Mapping[str, str], zope_conf: str) -> Callable:
    """Return Zope as WSGI application; for paste, instead of ``egg:Zope#main``."""
    with without_garbage():
        from Zope2.Startup.run import make_wsgi_app

        return make_wsgi_app(settings, zope_conf)
