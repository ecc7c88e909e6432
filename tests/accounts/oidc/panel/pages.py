"""The pages of the panel, as one member of staff uses them."""

from tests.cases import house

import html
import re


TAG = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:([^<]*)</textarea>)?")
SELECT = re.compile(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
SELECTED = re.compile(
    r'<option[^>]*value="([^"]*)"[^>]*selected|<option[^>]*selected[^>]*value="([^"]*)"'
)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Staff:
    """A browser of somebody, at one site."""

    def __init__(self, world: house.World, who: str | None):
        self.site = world.site_url
        self.session = world.browser(who)

    def url(self, page: str) -> str:
        return f"{self.site}/@@{page}"

    def get(self, page: str, **query):
        return self.session.get(
            self.url(page), params=query, allow_redirects=False, timeout=30
        )

    def values(self, text: str, page: str) -> dict[str, object]:
        """Return what a browser would send from the form to that page."""
        action = f'action="{self.url(page)}"'
        form = text[text.rindex(action) :]
        return fields_of(form[: form.index("</form>")])

    def post(self, page: str, data: dict):
        return self.session.post(
            self.url(page),
            data=data,
            headers={"Origin": re.match(r"\w+://[^/]+", self.site)[0]},
            allow_redirects=False,
            timeout=60,
        )

    def send(self, page: str, query: dict | None = None, **changes):
        """Open a page, change some of its form, and send it."""
        shown = self.get(page, **(query or {}))
        assert shown.status_code == 200, shown.status_code
        values = self.values(shown.text, page) | changes
        return self.post(page, {k: v for k, v in values.items() if v is not None})


def fields_of(form: str) -> dict[str, object]:
    """Return name → what stands in the fields of a form."""
    found: dict[str, object] = {}
    for kind, attributes, text in TAG.findall(form):
        one = dict(ATTRIBUTE.findall(attributes))
        name = one.get("name")
        if name is None:
            continue
        if kind == "textarea":
            found[name] = html.unescape(text)
        elif one.get("type") == "checkbox":
            if "checked" in one:
                found.setdefault(name, []).append(html.unescape(one["value"]))
        elif kind == "input":
            found[name] = html.unescape(one.get("value", ""))
    for name, body in SELECT.findall(form):
        chosen = SELECTED.search(body)
        found[name] = "" if chosen is None else html.unescape(chosen[1] or chosen[2])
    return found
