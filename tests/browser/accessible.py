"""What axe says of a page, in both widths."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDTHS = (1280, 390)


#: Plone's own toolbar of staff; on a phone its links have no names.
TOOLBAR = {"exclude": [["#edit-zone"]]}


def violations(page: Page, context: dict | None = None) -> list[str]:
    """Return what axe finds on the page as it stands, without loading it again."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # colours change by a transition
        page.wait_for_timeout(400)
        result = Axe().run(page, context=context, options={"runOnly": TAGS}).response
        for rule in result["violations"]:
            for node in rule["nodes"]:
                found.append(f"{width} {rule['id']} {node['html'][:160]}")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found
