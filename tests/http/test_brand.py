"""Colours of the municipality: readable, or refused with words."""

from collective.eloket.http import brand
from collective.eloket.http.brand import Brand
from collective.eloket.http.errors import ColourUnreadableError
from collective.eloket.http.errors import ContrastTooLowError
from plone.registry.interfaces import IRegistry

import pytest


class Registry(dict):
    """A registry with these records."""


@pytest.fixture
def colours(registry):
    found = Registry()
    registry.registerUtility(found, IRegistry)
    return found


@pytest.mark.parametrize(
    "one, other, expected",
    [
        # WCAG's own edges, and pairs of WebAIM's contrast checker
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert brand.contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert brand.contrast(other, one) == brand.contrast(one, other)


def test_our_own_colours_are_good():
    for name in ("main", "dark", "accent"):
        colour = getattr(brand.STANDARD, name)
        assert brand.checked_colour(name, colour) == colour


def test_a_colour_is_kept_in_small_letters():
    assert brand.checked_colour("main", " #0B5A68 ") == "#0b5a68"


@pytest.mark.parametrize(
    "text", ["", "red", "#fff", "#12345g", "#0b5a688", "#0b5a68;}", None, 5, "##0b5a6"]
)
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ColourUnreadableError):
        brand.checked_colour("accent", text)


@pytest.mark.parametrize(
    "name, too_light, enough",
    [("main", "#696969", "#686868"), ("dark", "#5a5a5a", "#595959")],
)
def test_a_colour_that_is_too_light_is_refused(name, too_light, enough):
    with pytest.raises(ContrastTooLowError) as refused:
        brand.checked_colour(name, too_light)
    details = refused.value.details
    assert float(details["contrast"]) <= details["least"]
    assert brand.checked_colour(name, enough) == enough


def test_what_is_short_by_little_does_not_read_as_enough():
    with pytest.raises(ContrastTooLowError) as refused:
        brand.checked_colour("dark", "#5a5a5a")
    assert refused.value.details == {"contrast": "6.8", "least": 7.0}


def test_the_accent_may_be_anything():
    assert brand.checked_colour("accent", "#ffffff") == "#ffffff"


def test_a_site_without_settings_has_our_colours(registry):
    assert brand.brand() == brand.STANDARD


def test_the_settings_are_used(colours):
    colours.update({brand.PREFIX + "main": "#003366", brand.PREFIX + "accent": ""})
    assert brand.brand() == Brand(main="#003366")


@pytest.mark.parametrize("text", ["#eeeeee", "red;}body{", 5])
def test_one_that_came_by_another_road_is_not_used(colours, text):
    colours.update({brand.PREFIX + "main": text, brand.PREFIX + "dark": "#000000"})
    assert brand.brand() == Brand(dark="#000000")


def test_the_stylesheet_wins_over_ours_wherever_it_stands():
    assert brand.stylesheet(Brand(main="#003366")) == (
        ":root:root {\n"
        "  --eloket-brand: #003366;\n"
        "  --eloket-brand-dark: #07343d;\n"
        "  --eloket-accent: #e0a526;\n"
        "}\n"
    )


def test_other_colours_have_another_mark():
    assert brand.version(Brand()) == brand.version(brand.STANDARD)
    assert brand.version(Brand(main="#003366")) != brand.version(brand.STANDARD)
