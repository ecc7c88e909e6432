from collective.eloket.http import dates

import pytest


@pytest.mark.parametrize(
    "language, words",
    [
        ("nl", "november 2026"),
        ("fr", "novembre 2026"),
        ("de", "November 2026"),
        ("en", "November 2026"),
        ("es-x", "noviembre 2026"),
        ("xx", "november 2026"),
        ("", "november 2026"),
    ],
)
def test_a_month_is_said_in_words(language, words):
    assert dates.plain_month("2026-11", language) == words
