"""A browser goes through a form as an editor tries it, and axe looks at each page."""

from axe_playwright_python.sync_playwright import Axe
from collections import Counter
from collections.abc import Iterator
from collective.eloket.catalogue.trial import STRANGER
from collective.eloket.catalogue.usable.errors import BrowserFailedError
from collective.eloket.catalogue.usable.errors import SignInRefusedError
from collective.eloket.catalogue.usable.errors import VerdictRefusedError
from dataclasses import dataclass
from dataclasses import field
from playwright.sync_api import APIRequestContext
from playwright.sync_api import Error
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from types import MappingProxyType
from typing import Any

import base64
import os


#: What is looked for: WCAG 2.0 to 2.2, levels A and AA.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
#: Of a screen on a desk, and of a phone; CSS pixels.
WIDTHS = (1280, 390)
HEIGHT = 900
#: For who wants no motion, so no colour is on its way while axe looks.
WINDOW = MappingProxyType({"locale": "nl-BE", "reduced_motion": "reduce"})
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

#: What pages are called here.
NAME, PASSWORD = "__ac_name", "__ac_password"
CALL = "@eloket-axe"
#: What shows all questions of a step, and what is on a page of a form with rules.
SHOW_ALL = "&alles=1"
RULES = "script[src$='/conditions.js']"


@dataclass(frozen=True, slots=True)
class Editor:
    """Who may change the document, by user name."""

    name: str
    password: str = field(repr=False)

    @property
    def authorization(self) -> str:
        """Value of the header of calls (RFC 7617)."""
        both = f"{self.name}:{self.password}".encode()
        return f"Basic {base64.b64encode(both).decode()}"


@dataclass(slots=True)
class Looked:
    """What axe found: address of a page → lines for people, and counts by rule."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    rules: Counter[str] = field(default_factory=Counter)
    axe: str = ""

    def add(self, where: str, width: int, answer: dict[str, Any]) -> None:
        """Take in what axe answered for one page in one width."""
        self.axe = answer["testEngine"]["version"]
        lines = self.lines.setdefault(where, [])
        for rule in answer["violations"]:
            for node in rule["nodes"]:
                self.rules[rule["id"]] += 1
                lines.append(f"{width} {rule['id']} {node['html'][:160]}")


def look(document: str, editor: Editor, chromium: str) -> Looked:
    """Look at the document's page and its form, and hand the verdict in.

    :raises BrowserFailedError: the browser does not start, or finds no page.
    :raises SignInRefusedError: the editor cannot sign in, or not try this document.
    :raises VerdictRefusedError: the e-loket does not keep what was found.
    """
    # root cannot have Chromium's own sandbox
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            page = browser.new_context(**WINDOW).new_page()
            return look_with(page, document, editor)
        except Error as error:
            # its first line says what; the rest is a log of the browser
            raise BrowserFailedError(str(error).partition("\n")[0]) from None


def look_with(page: Page, document: str, editor: Editor) -> Looked:
    """Do what ``look`` says, in a window that is open."""
    sign_in(page, f"{document}/probeer", editor)
    form = form_now(page.request, document, editor)
    looked = Looked()
    for where in list(places(page, document)):
        look_at(page, where, looked)
    hand_in(page.request, document, editor, form, looked)
    return looked


def sign_in(page: Page, address: str, editor: Editor) -> None:
    """Go to a page for editors: the site asks who it is, and leads back there.

    :raises SignInRefusedError: it does not.
    """
    page.goto(address)
    if page.locator(f"[name={NAME}]").count():
        page.locator(f"[name={NAME}]").fill(editor.name)
        page.locator(f"[name={PASSWORD}]").fill(editor.password)
        page.locator("[name='buttons.login']").click()
        page.wait_for_load_state()
        page.goto(address)
    if not page.locator("#aanvraag-formulier").count():
        raise SignInRefusedError


def places(page: Page, document: str) -> Iterator[str]:
    """Yield the addresses to look at: the document, then each step of its form.

    As who signed in, and as who did not where that can be; the others meet the same
    questions. Where rules say what is asked, each step once more with all its
    questions. The page that is there shows the form by then.
    """
    examples = [f"{document}/probeer?als={who(page)}"]
    if page.locator(f".el-examples a[href$='als={STRANGER}']").count():
        examples.append(f"{document}/probeer?als={STRANGER}")
    yield document
    for example in examples:
        page.goto(example)
        last = max(1, page.locator(".el-steps li").count())
        has_rules = page.locator(RULES).count() > 0
        for number in range(1, last + 1):
            yield f"{example}&stap={number}"
            # the last of several only looks back at the answers
            if has_rules and (number < last or last == 1):
                yield f"{example}&stap={number}{SHOW_ALL}"


def who(page: Page) -> str:
    """Return as whom the page shows the form: who signed in, for oneself or for one."""
    return page.locator("input[name=als]").input_value()


def look_at(page: Page, where: str, looked: Looked) -> None:
    """Let axe look at a page, and at its words when it is sent with nothing in it."""
    page.goto(where)
    let_axe_look(page, where, looked)
    send = page.locator("#aanvraag-formulier .btn-primary")
    if send.count():
        send.first.click()
        page.wait_for_load_state()
        if page.locator("#fouten").count():
            let_axe_look(page, where, looked)


def let_axe_look(page: Page, where: str, looked: Looked) -> None:
    """Add what axe finds on the page as it stands, in both widths."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        answer = Axe().run(page, options={"runOnly": list(TAGS)}).response
        looked.add(where, width, answer)


def headers(editor: Editor) -> dict[str, str]:
    """Return the headers of a call."""
    return {"Accept": "application/json", "Authorization": editor.authorization}


def form_now(calls: APIRequestContext, document: str, editor: Editor) -> str:
    """Return what names the state of the form now.

    :raises SignInRefusedError: the e-loket does not say it to this editor.
    """
    answer = calls.get(f"{document}/{CALL}", headers=headers(editor))
    if answer.status != 200:
        raise SignInRefusedError
    return answer.json()["form"]


def hand_in(
    calls: APIRequestContext, document: str, editor: Editor, form: str, looked: Looked
) -> None:
    """Hand the verdict in: rules and counts, nothing that stands on the pages.

    :raises VerdictRefusedError: the e-loket does not keep it.
    """
    verdict = {
        "form": form,
        "axe": looked.axe,
        "pages": len(looked.lines),
        "found": dict(looked.rules),
    }
    answer = calls.put(f"{document}/{CALL}", headers=headers(editor), data=verdict)
    if answer.status != 200:
        raise VerdictRefusedError
