"""A citizen and a clerk write to each other about a request, on a phone too."""

from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep
from tests.browser.conftest import picture

import pytest


pytestmark = pytest.mark.browser

WORDS = "Ik heb het uittreksel vrijdag al nodig. Kan dat?"


def open_case(page: Page, started: dict, root: str, reference: str) -> None:
    """Open the page of a case."""
    page.goto(f"{started['eloket']}/{root}/{reference}")
    expect(page.locator("#berichten")).to_be_visible()


def a_file(folder: Path, name: str, contents: bytes) -> Path:
    """Make a file to choose."""
    path = folder / name
    path.write_bytes(contents)
    return path


def test_both_sides_write_and_a_note_stays_inside(
    started, noors_case, visitor, tmp_path
):
    noor, reference = noors_case
    noor.set_viewport_size({"width": 390, "height": 900})
    open_case(noor, started, "mijn-aanvragen", reference)
    # what is no PDF or picture is told at once, and the words stay
    noor.get_by_label("Stuur ons een bericht").fill(WORDS)
    noor.get_by_label("Bijlagen").set_input_files(a_file(tmp_path, "a.exe", b"MZ"))
    noor.get_by_role("button", name="Verstuur bericht").click()
    expect(noor.locator("#bericht-fouten")).to_contain_text("PDF, JPG of PNG")
    expect(noor.locator("#bericht-fouten")).to_be_focused()
    expect(noor.get_by_label("Stuur ons een bericht")).to_have_value(WORDS)
    assert violations(noor) == []
    keep(noor, "08-bericht-fout")
    file = a_file(tmp_path, "huurcontract.pdf", b"%PDF-1.7 huur")
    noor.get_by_label("Bijlagen").set_input_files(file)
    noor.get_by_role("button", name="Verstuur bericht").click()
    expect(noor.locator(".el-msg")).to_contain_text(WORDS)
    expect(noor.locator(".el-msg")).to_contain_text("huurcontract.pdf")
    assert violations(noor) == []
    keep(noor, "08-bericht")

    tom = visitor()
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/taken")
    row = tom.locator("tr, li").filter(has_text=reference).first
    expect(row).to_contain_text("Nieuw bericht")
    open_case(tom, started, "taken", reference)
    with tom.expect_download() as download:
        tom.get_by_role("link", name="huurcontract.pdf").click()
    assert Path(download.value.path()).read_bytes() == b"%PDF-1.7 huur"
    tom.get_by_label("Interne notitie").check()
    tom.get_by_label("Tekst").fill("Contract nagekeken: klopt.")
    tom.get_by_role("button", name="Bewaar").click()
    expect(tom.locator(".el-msg--intern")).to_contain_text("ziet dit nooit")
    tom.get_by_label("Bericht aan de aanvrager").check()
    tom.get_by_label("Tekst").fill("Ja, we doen ons best.")
    tom.get_by_role("button", name="Bewaar").click()
    expect(tom.locator(".el-msg")).to_have_count(3)
    assert violations(tom) == []
    keep(tom, "13-berichten")
    picture(tom, "berichten", "#content")

    open_case(noor, started, "mijn-aanvragen", reference)
    expect(noor.locator(".el-msg")).to_have_count(2)
    expect(noor.locator("#content")).to_contain_text("Ja, we doen ons best.")
    expect(noor.locator("#content")).not_to_contain_text("nagekeken: klopt")
    keep(noor, "08-berichten")
