"""The colours of the municipality: readable for everybody, or not used."""

from collections.abc import Mapping
from collective.eloket.http.errors import ColourUnreadableError
from collective.eloket.http.errors import ContrastTooLowError
from dataclasses import asdict
from dataclasses import dataclass
from functools import lru_cache
from plone.registry.interfaces import IRegistry
from zope.component import queryUtility

import hashlib
import re


PREFIX = "collective.eloket.brand."
COLOUR = re.compile(r"#[0-9a-f]{6}")
WHITE = "#ffffff"
#: Least contrast on white. WCAG 2.2, 1.4.3 asks for 4.5:1; the brand's text also stands
#: on a tint of itself (5.5:1 leaves 4.5 there), headings are to be seen best.
LEAST: Mapping[str, float] = {"main": 5.5, "dark": 7.0}


@dataclass(frozen=True, slots=True)
class Brand:
    """Three colours; ``accent`` carries no meaning alone, so it may be anything."""

    main: str = "#0b5a68"
    dark: str = "#07343d"
    accent: str = "#e0a526"


STANDARD = Brand()
#: field of Brand → the stylesheet's name for it
VARIABLES = {
    "main": "--eloket-brand",
    "dark": "--eloket-brand-dark",
    "accent": "--eloket-accent",
}


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def checked_colour(name: str, text: object) -> str:
    """Return a colour in small letters; ``name`` is a field of Brand.

    :raises ColourUnreadableError: it is no colour.
    :raises ContrastTooLowError: it is too light for what it is used for.
    """
    colour = text.strip().lower() if isinstance(text, str) else ""
    if not COLOUR.fullmatch(colour):
        raise ColourUnreadableError
    found, least = contrast(colour, WHITE), LEAST.get(name, 1.0)
    if found < least:
        raise ContrastTooLowError(found, least)
    return colour


def brand() -> Brand:
    """Return the colours of this site.

    One that is set but cannot be read, by whatever road it came, is not used.
    """
    registry = queryUtility(IRegistry)
    if registry is None:
        return STANDARD
    texts = (registry.get(PREFIX + name) for name in VARIABLES)
    return _brand_of(tuple(text if isinstance(text, str) else None for text in texts))


@lru_cache(maxsize=64)
def _brand_of(texts: tuple[str | None, ...]) -> Brand:
    """Return the colours that the settings mean; every page asks for them."""
    found = {}
    for (name, standard), text in zip(asdict(STANDARD).items(), texts, strict=True):
        try:
            found[name] = checked_colour(name, text) if text else standard
        except (ColourUnreadableError, ContrastTooLowError):
            found[name] = standard
    return Brand(**found)


def stylesheet(colours: Brand) -> str:
    """Return the rule that sets the colours, stronger than that of ``eloket.css``."""
    lines = [f"  {VARIABLES[name]}: {one};\n" for name, one in asdict(colours).items()]
    return f":root:root {{\n{''.join(lines)}}}\n"


def version(colours: Brand) -> str:
    """Return a short mark that changes with the colours."""
    return hashlib.sha256(stylesheet(colours).encode()).hexdigest()[:12]
