"""The whole way of a letter, from its text to who looked at it.

An editor writes it, a clerk approves, the citizen downloads, a stranger checks it by
the address in its QR code, the clerk takes it back, the stranger sees it, and the
citizen reads who looked.
"""

from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep
from tests.browser.conftest import picture

import pytest
import re
import subprocess


pytestmark = pytest.mark.browser

#: What the editor writes in the letter, and what of it stands there in the end.
TEXT = "<p>Wij bevestigen dat {{naam}} bij ons ingeschreven is.</p>{{antwoorden}}"
WRITTEN = "Wij bevestigen dat Noor Elisa Voorbeeld bij ons ingeschreven is."
REASON = "De geboortedatum klopt niet."


def qr_code(pdf: Path) -> str:
    """Return what a telephone reads in the QR code of a letter."""
    picture = pdf.with_suffix("")
    draw = ["/usr/bin/pdftoppm", "-r", "150", "-singlefile", "-png", pdf, picture]
    subprocess.run(draw, check=True)
    read = ["/usr/bin/zbarimg", "--quiet", "--raw", picture.with_suffix(".png")]
    return subprocess.run(read, check=True, capture_output=True, text=True).stdout


def words_of(pdf: Path) -> str:
    """Return what stands in a PDF, on one line."""
    read = ["/usr/bin/pdftotext", pdf, "-"]
    said = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    return " ".join(said.split())


def write_letter(page: Page, document: str, folder: Path) -> None:
    """Write what the letter says: refused, looked at with example data, kept."""
    page.goto(document)
    page.get_by_role("link", name="Brief", exact=True).click()
    for field in ("{{naam}}", "{{antwoorden}}", "{{antwoord.purpose}}"):
        expect(page.locator(".el-dl")).to_contain_text(field)
    text = page.get_by_label("Tekst van de brief")
    text.fill(TEXT + "<p>{{context.title}}</p>")
    page.get_by_role("button", name="Bewaar de tekst").click()
    expect(page.get_by_role("alert")).to_contain_text("niet bewaard")
    text.fill(TEXT)
    with page.expect_download() as begun:
        page.get_by_role("button", name="Bekijk een voorbeeld").click()
    example = folder / "example.pdf"
    begun.value.save_as(example)
    assert "Wij bevestigen dat Specimen Anna Voorbeeld bij ons" in words_of(example)
    page.get_by_role("button", name="Bewaar de tekst").click()
    expect(page.locator("#global_statusmessage")).to_contain_text("bewaard")
    assert violations(page) == []
    keep(page, "20-brief")


def approve(page: Page, case: str) -> None:
    page.goto(f"{case}?stap=approve")
    page.get_by_role("button", name="Keur goed").click()
    expect(page.locator(".el-tag")).to_contain_text(re.compile("Goedgekeurd|Klaar"))


def download(page: Page, case: str, folder: Path) -> Path:
    """Wait for the letter, and return it."""
    link = page.get_by_role("link", name="Download uw document")
    for _time in range(60):
        page.goto(case)
        if link.count():
            break
        page.wait_for_timeout(500)
    with page.expect_download() as begun:
        link.click()
    path = folder / "letter.pdf"
    begun.value.save_as(path)
    return path


def compare(page: Page, file: Path) -> None:
    page.get_by_label("Uw PDF").set_input_files(file)
    page.get_by_role("button", name="Vergelijk").click()


def compare_without_script(chromium, address: str, file: Path) -> None:
    """Send the file; what the page promises then is another word."""
    context = chromium.new_context(java_script_enabled=False, locale="nl-BE")
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("We bewaren uw bestand niet.")).to_be_visible()
    compare(page, file)
    expect(page.get_by_text("Uw exemplaar is hetzelfde")).to_be_visible()
    context.close()


def test_a_letter_is_checked_and_taken_back(
    started, noors_case, visitor, chromium, tmp_path
):
    noor, reference = noors_case
    eva, tom, stranger = visitor(), visitor(), visitor()
    journey.clerk(eva, started, "eva")
    document = f"{started['eloket']}/uittreksel-bevolkingsregister"
    write_letter(eva, document, tmp_path)
    journey.clerk(tom, started)
    handled = f"{started['eloket']}/taken/{reference}"
    approve(tom, handled)
    letter = download(noor, f"{started['eloket']}/mijn-aanvragen/{reference}", tmp_path)

    assert WRITTEN in words_of(letter)

    # the stranger scans the code; or types it, and the browser compares the file itself
    address = qr_code(letter).strip()
    code = address.rpartition("/")[2]
    stranger.goto(address)
    expect(stranger.locator(".el-verdict")).to_contain_text("Dit document is echt")
    stranger.goto(f"{started['eloket']}/verifieer")
    stranger.get_by_label("Code van het document").fill(code.lower())
    stranger.get_by_role("button", name="Controleer").click()
    expect(stranger).to_have_url(address)
    verdict = stranger.locator(".el-verdict")
    expect(verdict).to_contain_text("Dit document is echt")
    expect(stranger.get_by_text("Uw bestand blijft op uw computer.")).to_be_visible()
    assert violations(stranger) == []
    keep(stranger, "15-verifieer-echt")
    picture(stranger, "document-controleren", "#content")
    sent = []
    stranger.on("request", lambda request: sent.append(request.method))
    compare(stranger, letter)
    expect(stranger.get_by_text("Uw exemplaar is hetzelfde")).to_be_visible()
    keep(stranger, "15-verifieer-hetzelfde")
    spoiled = tmp_path / "spoiled.pdf"
    spoiled.write_bytes(letter.read_bytes().replace(b"/Lang", b"/Lanh", 1))
    compare(stranger, spoiled)
    expect(stranger.get_by_text("Uw exemplaar is niet hetzelfde")).to_be_visible()
    assert violations(stranger) == []
    assert "POST" not in sent
    compare_without_script(chromium, address, letter)

    # the clerk takes it back
    tom.goto(handled)
    tom.get_by_role("link", name="Trek het document in").click()
    assert violations(tom) == []
    keep(tom, "13-dossier-intrekken")
    picture(tom, "document-intrekken", "#content")
    tom.get_by_label(re.compile("Reden")).fill(REASON)
    tom.get_by_role("button", name="Trek in").click()
    expect(tom.locator("#content")).to_contain_text("Het is ingetrokken.")
    assert violations(tom) == []
    keep(tom, "13-dossier-ingetrokken")

    stranger.reload()
    expect(verdict).to_contain_text("Dit document is ingetrokken")
    assert violations(stranger) == []
    keep(stranger, "15-verifieer-ingetrokken")
    noor.reload()
    expect(noor.locator(".el-note--warn")).to_contain_text("Uw document is ingetrokken")
    expect(noor.locator("#content")).to_contain_text(REASON)
    assert violations(noor) == []
    keep(noor, "08-ingetrokken")

    # she reads who looked
    noor.goto(f"{started['eloket']}/mijn-inzage")
    log = noor.locator("#content")
    expect(log).to_contain_text(f"Bekeek aanvraag {reference}")
    expect(log).to_contain_text("Medewerker van Dienst Bevolking")
    assert violations(noor) == []
    keep(noor, "09-inzage")
