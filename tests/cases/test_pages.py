from collective.eloket.audit import service as audit
from collective.eloket.cases.browser.mine import PAGE_SIZE
from collective.eloket.cases.errors import ProposalMissingError
from collective.eloket.cases.index import get_index
from collective.eloket.cases.talk import Kind
from collective.eloket.cases.talk import write_message
from collective.eloket.catalogue.model import Upload
from collective.eloket.identity.levels import AssuranceLevel
from tests.cases import house
from tests.documents.reading import ReadPdf

import pytest
import re
import transaction


NOT_FOUND = "Het adres klopt niet, of de aanvraag hoort niet bij u."


def actions(subject):
    return [(row.entry.action, row.entry.actor) for row in audit.find(subject)]


# the citizen's pages


@pytest.mark.seed("001-10")
@pytest.mark.parametrize("path", ["", "/2026-0000-0000", "/REF", "/REF/document"])
def test_who_is_not_signed_in_is_led_to_sign_in(world, path):
    url = world.mine + path.replace("REF", world.reference)
    answer = world.browser().get(url, allow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{world.desk_url}/aanmelden?")
    assert house.PURPOSE not in answer.text


@pytest.mark.seed("001-20")
def test_the_list_shows_own_cases_only(world):
    page = world.browser(world.noor).get(world.mine)
    assert page.status_code == 200
    assert world.reference in page.text
    # the day of the answer, and of the request: two of one document differ by it
    assert re.search(r"Verwacht op[^<]+<small>Ingediend op", page.text)
    assert "no-store" in page.headers["Cache-Control"]
    page = world.browser(world.jan).get(world.mine)
    assert page.status_code == 200
    assert world.reference not in page.text
    assert "el-empty" in page.text


def test_lists_say_how_many_there_are_on_all_pages(world):
    noor, lieve = world.browser(world.noor), world.browser("lieve")
    assert "<caption>1 aanvraag</caption>" in noor.get(world.mine).text
    transaction.begin()
    for number in range(PAGE_SIZE):
        document = world.desk["uittreksel"]
        house.submit(house.order(document, world.noor, idempotency_key=f"n{number}"))
    transaction.commit()
    number = PAGE_SIZE + 1
    page = noor.get(world.mine).text
    assert f"<caption>{number} aanvragen, de nieuwste eerst</caption>" in page
    assert caption(lieve.get(world.tasks)).startswith(f"Taken in deze lijst: {number},")
    page = lieve.get(f"{world.tasks}?stand=refused")
    assert "<caption>" not in page.text
    transaction.begin()
    get_index().own = ()
    transaction.commit()
    page = noor.get(world.mine).text
    assert "<caption>Uw aanvragen, de nieuwste eerst</caption>" in page


def caption(page):
    return re.search(r"<caption>(.*?)</caption>", page.text, re.DOTALL)[1].strip()


@pytest.mark.seed("002-01")
def test_the_applicant_sees_the_case(world):
    page = world.browser(world.noor).get(f"{world.mine}/{world.reference.lower()}")
    assert page.status_code == 200
    assert world.reference in page.text
    assert house.PURPOSE in page.text
    assert "is-next" in page.text
    assert ("case.view", world.noor.id) in actions(world.noor.id)


def test_the_confirmation_names_the_reference_and_the_address(world):
    url = f"{world.mine}/{world.reference}/bevestiging"
    page = world.browser(world.noor).get(url)
    assert page.status_code == 200
    assert world.reference in page.text
    assert house.EMAIL in page.text


@pytest.mark.parametrize("part", ["", "/bevestiging", "/document", "/bijlage/0"])
def test_unknown_and_somebody_elses_are_the_same_page(world, part):
    jan = world.browser(world.jan)
    theirs = jan.get(f"{world.mine}/{world.reference}{part}")
    unknown = jan.get(f"{world.mine}/2026-0000-0000{part}")
    nonsense = jan.get(f"{world.mine}/x{part}")
    assert theirs.status_code == unknown.status_code == nonsense.status_code == 404
    assert body(theirs) == body(unknown) == body(nonsense)
    assert world.reference not in body(theirs)
    assert ("case.view", world.jan.id) not in actions(world.noor.id)


def body(page):
    start = page.text.index('<div class="eloket">')
    return page.text[start : page.text.index("</article>", start)]


@pytest.mark.parametrize("who", ["lieve", "tom", "admin"])
def test_staff_have_no_own_cases(world, who):
    """The list leads them to sign in as a citizen; a reference is not theirs."""
    session = world.browser(who)
    assert session.get(world.mine, allow_redirects=False).status_code == 302
    for name in (world.reference, "2026-0000-0000", f"{world.reference}/document"):
        page = session.get(f"{world.mine}/{name}", allow_redirects=False)
        assert page.status_code == 404
        assert NOT_FOUND in page.text
        assert house.PURPOSE not in page.text


def test_parts_that_are_not_there_are_404(world):
    noor = world.browser(world.noor)
    for path in ("/x", "/document/x", "/bijlage", "/bijlage/0/x", "/bijlage/1"):
        answer = noor.get(f"{world.mine}/{world.reference}{path}")
        assert answer.status_code == 404, path


def test_a_less_sure_session_sees_the_state_but_no_answers(world):
    noor = world.browser(world.noor, AssuranceLevel.LOW)
    page = noor.get(f"{world.mine}/{world.reference}")
    assert page.status_code == 200
    assert house.PURPOSE not in page.text
    answer = noor.get(f"{world.mine}/{world.reference}/document")
    assert answer.status_code == 403


def test_the_document_is_downloaded_once_it_is_ready(world):
    url = f"{world.mine}/{world.reference}/document"
    assert world.browser(world.noor).get(url).status_code == 404
    world.deliver()
    answer = world.browser(world.noor).get(url)
    assert answer.status_code == 200
    assert answer.content == house.PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''uittreksel%20%C3%A9%C3%A9n.pdf"
    )
    assert world.browser(world.jan).get(url).status_code == 404
    page = world.browser(world.noor).get(f"{world.mine}/{world.reference}")
    assert f"{url}" in page.text
    assert ("letter.download", world.noor.id) in actions(world.noor.id)


def test_the_applicant_withdraws(world):
    noor = world.browser(world.noor)
    url = f"{world.mine}/{world.reference}"
    page = noor.get(f"{url}?stap=withdraw")
    token = house.hidden(page, "_csrf")
    data = {"_csrf": token, "stap": "withdraw", "antwoord": ""}
    answer = noor.post(url, data=data, allow_redirects=False)
    assert answer.status_code == 303
    assert world.refresh().state == "withdrawn"
    # the second of two clicks is told the same
    assert noor.post(url, data=data, allow_redirects=False).status_code == 303


def test_the_applicant_answers_a_question(world):
    world.act("lieve", "ask_information", "Waar woont u nu?")
    noor = world.browser(world.noor)
    url = f"{world.mine}/{world.reference}"
    assert "el-note--warn" in noor.get(world.mine).text
    page = noor.get(url)
    assert "Waar woont u nu?" in page.text
    assert "Verwacht op" not in page.text
    assert noor.get(world.mine).text.count("Ingediend op") == 1
    data = {"_csrf": house.hidden(page, "_csrf"), "stap": "answer_information"}
    assert noor.post(url, data=data).status_code == 400
    data["antwoord"] = "In de Proefstraat."
    assert noor.post(url, data=data, allow_redirects=False).status_code == 303
    assert world.refresh().state == "in_treatment"
    # the second of two clicks is told the same; another answer is not thrown away
    assert noor.post(url, data=data, allow_redirects=False).status_code == 303
    late = noor.post(url, data=data | {"antwoord": "Of toch niet."})
    assert late.status_code == 409
    assert "Uw aanvraag is intussen verder" in late.text
    assert ">Of toch niet.</textarea>" in late.text


def test_a_post_without_its_token_changes_nothing(world):
    noor = world.browser(world.noor)
    url = f"{world.mine}/{world.reference}"
    answer = noor.post(url, data={"stap": "withdraw"})
    assert answer.status_code == 403
    assert world.refresh().state == "submitted"


def test_a_get_writes_nothing(world):
    noor = world.browser(world.noor)
    # stock portlets make their settings when a site's first page is shown
    assert noor.get(world.site_url).status_code == 200
    before = world.portal._p_jar.db().lastTransaction()
    for path in ("", f"/{world.reference}", f"/{world.reference}/bevestiging"):
        assert noor.get(world.mine + path).status_code == 200
    clerk = world.browser("lieve")
    for path in ("", f"/{world.reference}", f"/{world.reference}?toon=nummer"):
        assert clerk.get(world.tasks + path).status_code == 200
    assert world.portal._p_jar.db().lastTransaction() == before


# the clerk's pages


@pytest.mark.parametrize(
    "path, refusal",
    # a reference tells nothing to who is no clerk of its group
    [("", 403), ("/REF", 404), ("/2026-0000-0000", 404), ("/REF/bijlage/0", 404)],
)
def test_tasks_are_for_clerks(world, path, refusal):
    url = world.tasks + path.replace("REF", world.reference)
    expected = {None: 302, world.noor: refusal, world.jan: refusal, "admin": refusal}
    for who, status in expected.items():
        answer = world.browser(who).get(url, allow_redirects=False)
        assert answer.status_code == status, who
        assert house.PURPOSE not in answer.text


def test_the_list_shows_the_cases_of_the_clerks_groups(world):
    page = world.browser("lieve").get(world.tasks)
    assert page.status_code == 200
    assert world.reference in page.text
    assert "Noor Voorbeeld" in page.text
    page = world.browser("tom").get(world.tasks)
    assert page.status_code == 200
    assert world.reference not in page.text
    assert "Noor" not in page.text


def test_a_case_of_another_group_is_not_there(world):
    tom = world.browser("tom")
    for path in (world.reference, "2026-0000-0000", f"{world.reference}/bijlage/0"):
        assert tom.get(f"{world.tasks}/{path}").status_code == 404
    sought = tom.get(world.tasks, params={"q": world.reference})
    assert (
        f">{world.reference}</b>" in sought.text and "Geen aanvraag van" in sought.text
    )
    assert sought.url.startswith(world.tasks + "?")


def test_a_reference_said_on_the_phone_leads_to_the_case(world):
    said = world.reference.lower().replace("-", " ")
    answer = world.browser("lieve").get(
        world.tasks, params={"q": said}, allow_redirects=False
    )
    assert answer.headers["Location"] == f"{world.tasks}/{world.reference}"


@pytest.mark.parametrize(
    "query, seen",
    [
        ("toon=mij", False),
        ("toon=laat", False),
        ("stand=submitted", True),
        ("stand=refused", False),
        ("na=nonsense", True),
        ("toon=nonsense&stand=nonsense", True),
    ],
)
def test_the_list_is_filtered(world, query, seen):
    page = world.browser("lieve").get(f"{world.tasks}?{query}")
    assert page.status_code == 200
    assert (f'/taken/{world.reference}"' in page.text) is seen


def test_the_clerk_sees_answers_and_the_look_is_audited(world):
    page = world.browser("lieve").get(f"{world.tasks}/{world.reference}")
    assert page.status_code == 200
    assert house.PURPOSE in page.text
    assert "Noor Voorbeeld" in page.text
    assert ("case.view", "lieve") in actions(world.noor.id)


def test_the_national_number_is_shown_only_when_asked_for(world):
    transaction.begin()
    an_order = house.order(
        world.desk["uittreksel"],
        world.noor,
        idempotency_key="key-2",
        answers={"national_number": "85073003328"},
        labels=[("national_number", "Rijksregisternummer")],
        sources={"national_number": {"source": "provider", "level": "high"}},
    )
    reference = house.submit(an_order).getId()
    transaction.commit()
    lieve = world.browser("lieve")
    assert "85073003328" not in lieve.get(f"{world.tasks}/{reference}").text
    assert ("case.number", "lieve") not in actions(world.noor.id)
    page = lieve.get(f"{world.tasks}/{reference}?toon=nummer")
    assert "85073003328" in page.text
    assert ("case.number", "lieve") in actions(world.noor.id)


def test_the_clerk_takes_and_approves(world):
    lieve = world.browser("lieve")
    url = f"{world.tasks}/{world.reference}"
    page = lieve.get(url)
    data = {
        "_csrf": house.hidden(page, "_csrf"),
        "stand": world.case.version,
        "stap": "take",
    }
    assert lieve.post(url, data=data, allow_redirects=False).status_code == 303
    assert world.refresh().assignee == "lieve"
    page = lieve.get(f"{url}?stap=approve")
    data = {
        "_csrf": house.hidden(page, "_csrf"),
        "stand": house.hidden(page, "stand"),
        "stap": "approve",
        "reden": "",
    }
    assert lieve.post(url, data=data, allow_redirects=False).status_code == 303
    assert world.refresh().state == "approved"


def test_refusing_without_a_reason_shows_the_page_again(world):
    lieve = world.browser("lieve")
    url = f"{world.tasks}/{world.reference}"
    page = lieve.get(f"{url}?stap=refuse")
    data = {
        "_csrf": house.hidden(page, "_csrf"),
        "stand": house.hidden(page, "stand"),
        "stap": "refuse",
        "reden": " ",
    }
    answer = lieve.post(url, data=data)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert world.refresh().state == "submitted"


def test_who_comes_second_keeps_the_reason_but_decides_nothing(world):
    lieve = world.browser("lieve")
    url = f"{world.tasks}/{world.reference}"
    page = lieve.get(f"{url}?stap=refuse")
    token, seen = house.hidden(page, "_csrf"), house.hidden(page, "stand")
    world.act("lieve", "take")
    data = {
        "_csrf": token,
        "stand": seen,
        "stap": "refuse",
        "reden": "Buiten de zone",
    }
    answer = lieve.post(url, data=data)
    assert answer.status_code == 409
    assert "Buiten de zone" in answer.text
    assert "Lieve Balie wijzigde dit dossier om" in answer.text
    assert world.refresh().state == "in_treatment"


def test_a_term_that_stands_still_is_told_so(world):
    lieve, page = world.browser("lieve"), f"{world.tasks}/{world.reference}"
    stands = "staat stil tot er een antwoord is"
    assert stands not in lieve.get(page).text
    world.act("lieve", "ask_information", "Waar woont u?")
    assert stands in lieve.get(page).text


@pytest.mark.parametrize("step, boxes", [("approve", False), ("ask_information", True)])
def test_what_was_typed_is_not_lost_when_the_step_is_shut(world, step, boxes):
    answer = refuse_on(
        world, lambda: world.act("lieve", step, comment="Waarom?"), step="approve"
    )
    assert answer.status_code == 409
    assert "staat nog in het veld" not in answer.text
    assert "het kan niet meer, of niet meer zo" in answer.text
    assert '<blockquote class="el-lines">Buiten de zone</blockquote>' in answer.text
    # what can still be decided is offered, in place of the step that cannot
    assert ("Uw beslissing" in answer.text) is boxes


def refuse_on(world, before, step="refuse"):
    """Open the page that refuses, let something happen, and send it; the answer."""
    lieve = world.browser("lieve")
    url = f"{world.tasks}/{world.reference}"
    page = lieve.get(f"{url}?stap={step}")
    data = {name: house.hidden(page, name) for name in ("_csrf", "stand")}
    before()
    data |= {"stap": step, "reden": "Buiten de zone"}
    return lieve.post(url, data=data, allow_redirects=False)


def say(world, who, kind):
    """Let somebody write about the case."""
    transaction.begin()
    house.act_as(world.portal, who)
    write_message(world.case, kind, "Nog dit.")
    transaction.commit()


def test_a_page_is_stale_once_the_applicant_wrote(world):
    answer = refuse_on(world, lambda: say(world, world.noor.id, Kind.CITIZEN))
    assert answer.status_code == 409
    assert "De aanvrager wijzigde dit dossier om" in answer.text
    assert "Buiten de zone" in answer.text
    assert world.refresh().state == "submitted"


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.CLERK])
def test_what_clerks_write_makes_no_page_stale(world, kind):
    answer = refuse_on(world, lambda: say(world, "lieve", kind))
    assert answer.status_code == 303
    assert world.refresh().state == "refused"


# a question that is not answered


@pytest.fixture
def asked(world):
    """Lieve asked something; there is no answer yet."""
    world.act("lieve", "ask_information", "Welk huisnummer?")
    return world


def end(world, step, reason):
    """Confirm a step on the page of the case; returns the answer."""
    lieve = world.browser("lieve")
    url = f"{world.tasks}/{world.reference}"
    page = lieve.get(f"{url}?stap={step}")
    data = {name: house.hidden(page, name) for name in ("_csrf", "stand", "stap")}
    data |= {"reden": reason, "mee": "1"}
    return lieve.post(url, data=data, allow_redirects=False)


def test_a_question_without_answer_can_be_ended_on_the_page(asked):
    page = asked.browser("lieve").get(f"{asked.tasks}/{asked.reference}").text
    assert "stap=refuse" in page and "stap=close" in page
    assert "stap=approve" not in page and "stap=ask_information" not in page
    assert 'value="take"' not in page


@pytest.mark.parametrize("step, state", [("refuse", "refused"), ("close", "closed")])
def test_it_is_ended_with_a_reason_that_the_applicant_reads(asked, step, state):
    assert end(asked, step, " ").status_code == 400
    assert asked.refresh().state == "more_information_asked"
    assert end(asked, step, "Geen antwoord gekregen.").status_code == 303
    assert asked.refresh().state == state
    mine = asked.browser(asked.noor).get(f"{asked.mine}/{asked.reference}").text
    assert "Geen antwoord gekregen." in mine


def test_where_two_decide_none_of_them_closes_it(asked):
    transaction.begin()
    asked.case.four_eyes = True
    transaction.commit()
    page = asked.browser("lieve").get(f"{asked.tasks}/{asked.reference}").text
    assert "stap=refuse" in page and "stap=close" not in page
    with pytest.raises(ProposalMissingError):
        asked.act("lieve", "close", "Geen antwoord gekregen.")
    transaction.abort()


# who handles it


def hold(world, **fields):
    """Press a button about who handles the case; returns the answer."""
    lieve = world.browser("lieve")
    url = f"{world.tasks}/{world.reference}"
    page = lieve.get(f"{url}?stap=geef")
    data = {name: house.hidden(page, name) for name in ("_csrf", "stand")}
    return lieve.post(url, data=data | fields, allow_redirects=False)


def test_a_clerk_lets_the_case_go(world):
    url = f"{world.tasks}/{world.reference}"
    assert 'value="laat-los"' not in world.browser("lieve").get(url).text
    world.act("lieve", "take")
    assert 'value="laat-los"' in world.browser("lieve").get(url).text
    assert hold(world, stap="laat-los").status_code == 303
    assert world.refresh().assignee == ""
    assert ("case.release", "lieve") in actions(world.noor.id)


def test_a_clerk_gives_the_case_to_a_colleague(world):
    house.make_clerk("ali", "Ali Loket", "bevolking")
    transaction.commit()
    url = f"{world.tasks}/{world.reference}"
    page = world.browser("lieve").get(f"{url}?stap=geef").text
    assert '<option value="ali">Ali Loket</option>' in page
    assert '<option value="tom">' not in page
    assert hold(world, stap="geef", aan="ali").status_code == 303
    assert world.refresh().assignee == "ali"
    assert ("case.assign", "lieve") in actions(world.noor.id)


@pytest.mark.parametrize("aan", ["tom", "", "admin"])
def test_a_case_goes_to_nobody_who_does_not_handle_it(world, aan):
    assert hold(world, stap="geef", aan=aan).status_code == 400
    assert world.refresh().assignee == ""


def test_what_is_decided_is_neither_let_go_nor_given(world):
    world.act("lieve", "take")
    page = world.browser("lieve").get(f"{world.tasks}/{world.reference}")
    data = {name: house.hidden(page, name) for name in ("_csrf", "stand")}
    world.act("lieve", "refuse", "Buiten de zone")
    url = f"{world.tasks}/{world.reference}"
    for stap in ("laat-los", "geef"):
        now = data | {"stap": stap, "stand": world.refresh().version, "aan": "lieve"}
        assert world.browser("lieve").post(url, data=now).status_code in (403, 409)
    text = world.browser("lieve").get(f"{url}?stap=geef").text
    assert 'value="laat-los"' not in text and 'value="geef"' not in text
    assert world.refresh().assignee == "lieve"


def test_files_go_to_the_applicant_and_the_clerk_and_nobody_else(world):
    transaction.begin()
    upload = Upload("volmacht.pdf", "application/pdf", b"%PDF-1")
    an_order = house.order(
        world.desk["uittreksel"],
        world.noor,
        idempotency_key="key-3",
        attachments=[upload],
    )
    reference = house.submit(an_order).getId()
    transaction.commit()
    for who, root in ((world.noor, world.mine), ("lieve", world.tasks)):
        answer = world.browser(who).get(f"{root}/{reference}/bijlage/0")
        assert (answer.status_code, answer.content) == (200, b"%PDF-1")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert "volmacht.pdf" in world.browser(who).get(f"{root}/{reference}").text
        for number in ("1", "-1", "x", "\u0660"):
            url = f"{root}/{reference}/bijlage/{number}"
            assert world.browser(who).get(url).status_code == 404
    for who, root in ((world.jan, world.mine), ("tom", world.tasks)):
        answer = world.browser(who).get(f"{root}/{reference}/bijlage/0")
        assert answer.status_code == 404


# the answers as a PDF


def words_of(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    # a line may be broken anywhere
    return "".join(ReadPdf(answer.content).text.split())


def test_the_applicant_keeps_what_was_answered_as_a_pdf(world):
    noor = world.browser(world.noor)
    address = f"{world.mine}/{world.reference}/antwoorden"
    for page in (f"{world.mine}/{world.reference}", f"{address[:-10]}bevestiging"):
        assert f'href="{address}"' in noor.get(page).text
    text = words_of(noor.get(address))
    assert world.reference in text
    assert "".join(house.PURPOSE.split()) in text
    assert ("answers.download", world.noor.id) in actions(world.noor.id)


def test_the_clerk_has_the_pdf_without_the_number(world):
    transaction.begin()
    an_order = house.order(
        world.desk["uittreksel"],
        world.noor,
        idempotency_key="key-3",
        answers={"national_number": "85073003328", "purpose": "Huur"},
        labels=[("national_number", "Nummer"), ("purpose", "Waarvoor")],
    )
    reference = house.submit(an_order).getId()
    transaction.commit()
    lieve = world.browser("lieve").get(f"{world.tasks}/{reference}/antwoorden")
    assert "85073003328" not in words_of(lieve) and "Huur" in words_of(lieve)
    assert ("case.file", "lieve") in actions(world.noor.id)
    mine = world.browser(world.noor).get(f"{world.mine}/{reference}/antwoorden")
    assert "85073003328" in words_of(mine)


def test_a_weaker_sign_in_gets_no_pdf(world):
    weak = world.browser(world.noor, AssuranceLevel.LOW)
    answer = weak.get(f"{world.mine}/{world.reference}/antwoorden")
    assert answer.status_code == 403
    assert not answer.content.startswith(b"%PDF")
