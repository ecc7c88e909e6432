"""What axe found on a form is kept for editors; a request never starts a browser."""

from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.usable import commands
from collective.eloket.catalogue.usable.verdict import read_verdict
from collective.eloket.catalogue.usable.verdict import Verdict
from collective.eloket.errors import InvalidAnswerError
from datetime import datetime
from datetime import UTC
from tests.catalogue.stepped import MODEL

import builtins
import os
import pytest
import requests
import stat
import transaction


NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
GOOD = {
    "form": "0123456789abcdef",
    "axe": "4.10.2",
    "pages": 5,
    "found": {"label": 2, "color-contrast": 1},
}
JSON = {"Accept": "application/json"}

WRONG = {
    "nothing": {"form": None},
    "another form's name": {"form": "0123456789ABCDEF"},
    "a name that is too long": {"form": "0123456789abcdef0"},
    "no release": {"axe": "four"},
    "a number as release": {"axe": 4},
    "no pages": {"pages": 0},
    "yes for pages": {"pages": True},
    "pages in words": {"pages": "5"},
    "a list": {"found": ["label"]},
    "a rule that is markup": {"found": {"<b>": 1}},
    "a rule that is a sentence": {"found": {"Noor Voorbeeld": 1}},
    "a rule that never ends": {"found": {"a" * 31: 1}},
    "found nowhere": {"found": {"label": 0}},
    "a count in words": {"found": {"label": "2"}},
    "a count without end": {"found": {"label": 10**9}},
    "too many rules": {"found": {f"rule-{number}": 1 for number in range(201)}},
    "more than a verdict": {"words": "Noor"},
}


class TestVerdict:
    """Rules and counts, nothing else."""

    def test_is_read_with_the_time_of_the_server(self):
        found = (("color-contrast", 1), ("label", 2))
        wanted = Verdict("0123456789abcdef", NOW, "4.10.2", 5, found)
        assert read_verdict(GOOD, NOW) == wanted

    @pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
    def test_what_is_none_is_refused(self, changes):
        with pytest.raises(InvalidAnswerError):
            read_verdict(GOOD | changes, NOW)

    @pytest.mark.parametrize("missing", GOOD)
    def test_half_of_one_is_refused(self, missing):
        half = {name: value for name, value in GOOD.items() if name != missing}
        with pytest.raises(InvalidAnswerError):
            read_verdict(half, NOW)

    def test_tells_where_a_rule_is_explained(self):
        address = read_verdict(GOOD, NOW).url_of("label")
        assert address == "https://dequeuniversity.com/rules/axe/4.10/label"


class TestCommand:
    """`eloket-axe` where it cannot look; tests/browser/test_editor.py lets it look."""

    ADDRESS = "http://localhost/e-loket/bewijs"

    @pytest.fixture
    def chromium(self, tmp_path, monkeypatch):
        """Put a file of that name on the path, and nothing else."""
        path = tmp_path / "chromium"
        path.write_text("")
        path.chmod(stat.S_IRWXU)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv(commands.NAME, "eva")
        monkeypatch.setenv(commands.PASSWORD, "geheim-woord-1")
        monkeypatch.delenv(commands.BROWSER, raising=False)
        return path

    @pytest.mark.parametrize("name", [commands.NAME, commands.PASSWORD])
    def test_says_who_must_sign_in(self, chromium, monkeypatch, capsys, name):
        monkeypatch.delenv(name)
        assert commands.main([self.ADDRESS]) == commands.NOT_LOOKED
        assert name in capsys.readouterr().err

    def test_says_that_there_is_no_chromium(self, chromium, capsys):
        chromium.unlink()
        assert commands.main([self.ADDRESS]) == commands.NOT_LOOKED
        assert "apt-get install chromium" in capsys.readouterr().err

    def test_says_what_to_install(self, chromium, monkeypatch, capsys):
        real = builtins.__import__

        def without(name, *rest):
            if name.startswith(("playwright", "collective.eloket.catalogue.usable")):
                raise ImportError(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", without)
        assert commands.main([self.ADDRESS]) == commands.NOT_LOOKED
        assert "collective.eloket[axe]" in capsys.readouterr().err

    def test_a_browser_that_does_not_start_is_told_in_a_line(self, chromium, capsys):
        assert commands.main([self.ADDRESS]) == commands.NOT_LOOKED
        told = capsys.readouterr().err
        assert told.count("\n") == 1 and "geheim-woord-1" not in told

    def test_finds_the_browser_that_is_named(self, chromium):
        own = chromium.rename(chromium.with_name("eigen"))
        named = {commands.BROWSER: str(own)}
        assert commands.find_browser(os.environ) is None
        assert commands.find_browser(dict(os.environ) | named) == str(own)

    def test_tells_each_place(self, monkeypatch, capsys):
        found = {"/a": [], "/b": ["390 label <input>"]}
        monkeypatch.setattr(commands, "look_at", lambda *_: found)
        assert commands.main([self.ADDRESS]) == commands.SOMETHING
        assert capsys.readouterr().out.splitlines() == [
            "/a: nothing found",
            "/b: 1 found",
            "  390 label <input>",
        ]
        monkeypatch.setattr(commands, "look_at", lambda *_: {"/a": []})
        assert commands.main([self.ADDRESS]) == commands.NOTHING


class TestPage:
    """*Kijk na* tells the verdict, and when it is one of another form."""

    def hand_in(self, served, **changes):
        client = served.staff(**JSON)
        form = client.get(f"{served.url}/@eloket-axe").json()["form"]
        verdict = GOOD | {"form": form} | changes
        return client.put(f"{served.url}/@eloket-axe", json=verdict)

    def check(self, served):
        return served.staff().get(f"{served.url}/nakijken").text

    def test_says_that_nobody_looked_and_what_to_run(self, served):
        page = self.check(served)
        assert "nog niet naar dit formulier" in page
        assert f"eloket-axe {served.url}" in page

    def test_says_what_was_found(self, served):
        assert self.hand_in(served).status_code == 200
        page = self.check(served)
        assert ">color-contrast</a>" in page and "axe/4.10/label" in page
        assert "Alles wat we kunnen nakijken" not in page
        assert "sindsdien gewijzigd" not in page

    def test_says_that_nothing_was_found(self, served):
        self.hand_in(served, found={})
        page = self.check(served)
        assert "5 pagina" in page and "vond niets" in page

    def test_says_that_the_form_was_changed_since(self, served):
        self.hand_in(served)
        transaction.begin()
        set_fields(served.document, MODEL)
        transaction.commit()
        assert "sindsdien gewijzigd" in self.check(served)

    @pytest.mark.parametrize("who", ["stranger", "citizen", "program"])
    def test_others_neither_read_nor_write_it(self, served, who):
        client = getattr(served, who)()
        road = f"{served.url}/@eloket-axe"
        assert client.get(road, headers=JSON).status_code in (401, 403)
        put = client.put(road, json=GOOD, headers=JSON)
        assert put.status_code in (401, 403)
        transaction.begin()
        assert served.document._axe_verdict is None

    def test_what_is_no_verdict_leaves_the_one_before(self, served):
        self.hand_in(served)
        assert self.hand_in(served, found={"<b>": 1}).status_code == 400
        huge = requests.put(
            f"{served.url}/@eloket-axe",
            data=b" " * 100_001,
            headers=JSON | {"Origin": served.origin},
            auth=served.staff().auth,
            timeout=30,
        )
        assert huge.status_code == 413
        assert ">color-contrast</a>" in self.check(served)


def test_a_program_hands_a_verdict_in(served, recorded):
    editor = served.staff(**JSON)
    road = f"{served.url}/@eloket-axe"
    recorded("axe-none", editor.get(road))
    form = editor.get(road).json()["form"]
    recorded("axe-kept", editor.put(road, json=GOOD | {"form": form}))
    recorded("axe-refused", editor.put(road, json=GOOD | {"pages": 0}))
