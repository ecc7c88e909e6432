"""No browser and no proxy keeps what our roads answer; over the whole matrix."""

from tests.matrix.test_permissions import key
from tests.matrix.test_permissions import rows


#: Roads that hold nothing of anybody, and say themselves how long they may be kept.
PUBLIC = frozenset(
    {
        ("provider", "GET", "jwks"),
        ("site", "GET", "eloket-brand.css"),
        ("site", "POST", "eloket-brand.css"),
    }
)


def test_no_answer_may_be_stored(people):
    kept = []
    for row in rows():
        if key(row) in PUBLIC:
            continue
        for role in ("anonymous", "owner"):
            answer = people.answer(row, role)
            # refusals and Plone's way to its login say nothing of a stranger
            counts = role == "owner" or answer.status_code < 300
            if counts and answer.headers.get("Cache-Control") != "no-store":
                kept.append(f"{' '.join(key(row))}: {role} {answer.status_code}")
    assert not kept, "\n".join(kept)
