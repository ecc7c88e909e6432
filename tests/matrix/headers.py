"""What every page of ours tells the browser: who may run, frame, guess and keep it."""

from collective.eloket.http.policy import FIXED
from collective.eloket.http.policy import HEADERS

import re
import requests


POLICY = "Content-Security-Policy"
NONCE = re.compile(r"^'nonce-([\w-]{22,})' 'strict-dynamic'$")
#: Files of the site and of named origins, and two texts that are known to the byte.
STYLES = re.compile(r"^'self'( 'sha256-[\w+/]{43}='){2}( https?://[\w.:-]+)*$")
#: Addresses of pages that hold a code, or what a provider sent: no other site, and not
#: the next page, may read them.
STRICTER = {"Referrer-Policy": "no-referrer"}


def is_page(answer: requests.Response) -> bool:
    """Is it a page that a browser shows?"""
    kind = answer.headers.get("Content-Type", "")
    return bool(answer.content) and kind.startswith("text/html")


def nonce_of(answer: requests.Response) -> str:
    """Return the number that its scripts carry; empty without one."""
    found = NONCE.match(policy_of(answer).get("script-src", ""))
    return found[1] if found else ""


def policy_of(answer: requests.Response) -> dict[str, str]:
    """Return the parts of its policy."""
    said = answer.headers.get(POLICY, "")
    parts = [part.strip().partition(" ") for part in said.split(";") if part.strip()]
    return {name: value for name, _blank, value in parts}


def faults(answer: requests.Response) -> list[str]:
    """Return what is wrong with the headers of a page."""
    said = policy_of(answer)
    wrong = [
        name
        for name, value in HEADERS.items()
        if answer.headers.get(name) not in (value, STRICTER.get(name))
    ]
    fixed = dict(part.split(" ", 1) for part in FIXED)
    wrong += [name for name, value in fixed.items() if said.get(name) != value]
    wrong += [] if nonce_of(answer) else ["script-src"]
    wrong += [name for name, value in said.items() if "unsafe" in value]
    wrong += [] if STYLES.match(said.get("style-src", "")) else ["style-src"]
    wrong += [name for name in said if name.startswith(("style-src-", "script-src-"))]
    wrong += [name for name in ("form-action", "connect-src") if name not in said]
    return wrong
