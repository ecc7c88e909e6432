"""What axe says of a page, in both widths."""

from axe_playwright_python.sync_playwright import Axe
from collective.eloket.catalogue.usable.look import TAGS
from collective.eloket.catalogue.usable.look import WIDTHS
from collective.eloket.catalogue.usable.look import WINDOW
from playwright.sync_api import Page


#: How a window is opened: as the command does that editors use.
STILL = dict(WINDOW)

#: Run before each page's own scripts: what the page's policy refuses is remembered.
LISTEN = """
window.refusedByPolicy = [];
document.addEventListener("securitypolicyviolation", (event) => {
    window.refusedByPolicy.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands, and what its policy refused."""
    page.wait_for_load_state()
    found = [f"policy {one}" for one in page.evaluate("window.refusedByPolicy || []")]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        result = Axe().run(page, options={"runOnly": list(TAGS)}).response
        for rule in result["violations"]:
            for node in rule["nodes"]:
                found.append(f"{width} {rule['id']} {node['html'][:160]}")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found
