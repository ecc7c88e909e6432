"""Text that is markup where somebody forgot to escape it; pages are read for it."""

from html.parser import HTMLParser


#: Quotes of both kinds, an entity, an element, a script: as text it is all still there.
MARK = '<script>zx()</script><b id="zx">vet</b> &amp; "dubbel" \'enkel\''
ID = ("id", "zx")


def mark(place: str) -> str:
    """Return a text that says where it was typed."""
    return f"{place}: {MARK}"


class _Reader(HTMLParser):
    """Collects what people read, and what would have run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.odd: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag, attrs):
        self.in_script = tag == "script"
        self.texts += [value or "" for _name, value in attrs]
        # an element of MARK, or an attribute that its quotes ended
        odd = (name for name, value in attrs if "zx" in name or (name, value) == ID)
        self.odd += [f"<{tag} {name}> in line {self.getpos()[0]}" for name in odd]

    def handle_endtag(self, tag):
        self.in_script = False

    def handle_data(self, data):
        if self.in_script and "zx()" in data:
            self.odd.append(data)
        self.texts.append(data)


def read(page: str) -> str:
    """Return all text and attributes of a page, as a browser understands them.

    :raises AssertionError: something of MARK became markup.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.odd:
        lines = page.splitlines()
        near = {int(one.rpartition(" ")[2]) for one in reader.odd if " in line " in one}
        raise AssertionError(reader.odd, [lines[n - 1][:500] for n in sorted(near)])
    return " ".join(" ".join(reader.texts).split())
