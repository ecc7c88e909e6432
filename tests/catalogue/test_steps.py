"""A form in steps: forth and back, rules, errors where they belong, a last look."""

from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.service import find_case
from tests.catalogue.served import hidden
from tests.catalogue.served import session_csrf
from tests.catalogue.stepped import fill_in
from tests.catalogue.stepped import give_steps
from tests.catalogue.stepped import HOME
from tests.catalogue.stepped import PDF
from tests.catalogue.stepped import RENT
from tests.catalogue.stepped import take_step

import pytest
import re
import transaction


@pytest.fixture
def stepped(served):
    give_steps(served)
    return served


def step_of(page):
    """Return the number of the step that a page shows."""
    return int(hidden(page, "stap"))


def dossier_of(served):
    """Return what the only case holds."""
    (reference,) = served.references()
    transaction.begin()
    return open_dossier(find_case(reference))


def test_each_fieldset_is_a_step_and_the_last_is_a_look_at_all(stepped):
    page = stepped.citizen().get(stepped.page)
    assert "Stap 1 van 4: Uw gegevens" in page.text
    assert 'name="vraag.phone"' in page.text and 'name="vraag.reason"' not in page.text
    assert page.text.count('<li aria-current="step"') == 1
    assert "Verstuur uw aanvraag" not in page.text
    assert "el-locked" in page.text


def test_answers_go_forth_and_back_and_become_one_case(stepped):
    client = stepped.citizen()
    fill_in(stepped, client)
    back = client.get(stepped.page, params={"stap": 1})
    assert 'value="09 267 87 00"' in back.text
    review = client.get(stepped.page, params={"stap": 4})
    assert "Om te huren" in review.text and "huur.pdf" in review.text
    assert "Proefstraat 12, 9000 Gent" in review.text
    assert "+3292678700" in review.text and "Niet ingevuld" in review.text
    assert re.search(r"\?stap=2#vraag-reason-0", review.text)
    assert "Gratis" in review.text or "gratis" in review.text
    answer = take_step(stepped, client, 4)
    assert answer.headers["Location"].endswith("/bevestiging")
    kept = dossier_of(stepped)
    assert kept.answers["owner"] == "85073003328"
    assert kept.answers["phone"] == "+3292678700"
    assert kept.answers["home"]["municipality"] == "Gent"
    assert kept.shown("home") == "Proefstraat 12, 9000 Gent"
    assert kept.answers["contract"] == "huur.pdf"


def test_what_is_not_asked_is_neither_needed_nor_kept(stepped):
    client = stepped.citizen()
    take_step(stepped, client, 1)
    answers = {**RENT, "reason": "work", "employer": "0403.019.261"}
    take_step(stepped, client, 2, answers)
    take_step(stepped, client, 3, files={"contract": PDF})
    take_step(stepped, client, 4)
    kept = dossier_of(stepped)
    assert kept.answers["employer"] == "0403.019.261"
    assert {"owner", "home", "contract"}.isdisjoint(kept.answers)
    assert {"owner", "home", "contract"}.isdisjoint(dict(map(tuple, kept.labels)))
    assert kept.files == []


def test_a_step_without_questions_of_its_own_is_passed_by(stepped):
    transaction.begin()
    form = stepped.document.form
    form.fields_model = re.sub(
        r'<field name="account".*?</field>', "", form.fields_model, flags=re.S
    )
    transaction.commit()
    client = stepped.citizen()
    answers = {"reason": "work", "employer": "0403.019.261"}
    answer = take_step(stepped, client, 2, answers)
    assert answer.headers["Location"].endswith("stap=4")
    back = client.get(stepped.page, params={"stap": 4})
    assert "stap=2" in back.text and '?stap=3"' not in back.text


def test_a_wrong_answer_stays_on_its_step_with_all_that_was_typed(stepped):
    client = stepped.citizen()
    page = take_step(stepped, client, 2, RENT | {"owner": "85.07.30-033.29"})
    assert (page.status_code, step_of(page)) == (400, 2)
    assert page.text.count('<li><a href="#vraag-') == 1
    assert "geen rijksregisternummer" in page.text
    assert 'value="85.07.30-033.29"' in page.text and 'value="Proefstraat"' in page.text


def test_the_window_says_where_one_is(stepped):
    client = stepped.citizen()
    take_step(stepped, client, 1, {"phone": "09 267 87 00"})
    page = client.get(stepped.page, params={"stap": 2}).text
    assert re.search(r"<title>\s*Stap 2 van 4: [^|]+ \| ", page)
    wrong = take_step(stepped, client, 2, RENT | {"owner": "x"}).text
    assert re.search(r"<title>\s*Fout: ", wrong)


def test_what_we_know_can_be_changed_elsewhere(stepped):
    page = stepped.citizen().get(stepped.page).text
    known = page[page.index('id="bekend"') :]
    assert "mijn-parameters" in known[: known.index("</section>")]


def test_sending_with_a_hole_leads_to_the_step_of_the_first(stepped):
    client = stepped.citizen()
    take_step(stepped, client, 1, {"phone": "09 267 87 00"})
    page = take_step(stepped, client, 4)
    assert (page.status_code, step_of(page)) == (400, 2)
    assert stepped.number_of_cases() == 0


def test_back_keeps_what_is_not_right_yet(stepped):
    client = stepped.citizen()
    answer = take_step(
        stepped, client, 2, {"reason": "rent", "owner": "8"}, button="terug"
    )
    assert answer.headers["Location"].endswith("stap=1")
    assert 'value="8"' in client.get(stepped.page, params={"stap": 2}).text


def test_a_file_stays_when_its_step_is_left(stepped):
    client = stepped.citizen()
    fill_in(stepped, client)
    take_step(stepped, client, 2, RENT)
    page = client.get(stepped.page, params={"stap": 3})
    assert "huur.pdf" in page.text


def test_who_comes_back_is_at_the_step_where_they_were(stepped):
    client = stepped.citizen()
    take_step(stepped, client, 1)
    take_step(stepped, client, 2, RENT, button="bewaar")
    page = stepped.citizen().get(stepped.page)
    assert step_of(page) == 2
    assert 'value="85.07.30-033.28"' in page.text


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "", "1; drop"])
def test_any_step_that_is_asked_for_is_one_of_the_form(stepped, number):
    page = stepped.citizen().get(stepped.page, params={"stap": number})
    assert page.status_code == 200
    assert step_of(page) in (1, 4)


def test_autosave_of_one_step_leaves_the_others(stepped):
    client = stepped.citizen()
    take_step(stepped, client, 1, {"phone": "09 267 87 00"})
    page = client.get(stepped.page, params={"stap": 2})
    csrf = session_csrf(stepped, client)
    body = {
        "answers": {"reason": "rent", "home": HOME},
        "channel": None,
        "key": hidden(page, "sleutel"),
        "step": 2,
    }
    headers = {"Accept": "application/json", "X-CSRF-TOKEN": csrf}
    address = f"{stepped.url}/@eloket-draft"
    assert client.put(address, json=body, headers=headers).status_code == 200
    found = client.get(address, headers={"Accept": "application/json"}).json()
    assert found["answers"]["phone"] == "09 267 87 00"
    assert found["answers"]["home"] == HOME
    for wrong in (0, 5, "2", True, 1.0):
        answer = client.put(address, json=body | {"step": wrong}, headers=headers)
        assert answer.status_code == 400, wrong


def test_a_session_that_ended_between_steps_loses_nothing(stepped):
    client = stepped.citizen()
    take_step(stepped, client, 1, {"phone": "09 267 87 00"})
    shown = client.get(stepped.page, params={"stap": 2})
    fields = {
        name: hidden(shown, name) for name in ("_csrf", "sleutel", "stap", "stempel")
    }
    fields |= {f"vraag.{name}": value for name, value in RENT.items()}
    client.cookies.clear()
    answer = client.post(stepped.page, data=fields, allow_redirects=False)
    assert answer.status_code == 303 and "/aanmelden" in answer.headers["Location"]
    again = stepped.citizen()
    assert 'value="09 267 87 00"' in again.get(stepped.page, params={"stap": 1}).text


def test_a_question_with_a_rule_says_when_to_who_has_no_script(stepped):
    page = stepped.citizen().get(stepped.page, params={"stap": 2})
    assert "Alleen als u bij “Waarvoor?” dit antwoordde: Om te huren." in page.text
    assert page.text.count("data-rule=") == 3
    assert "/conditions.js" in page.text


def test_a_form_without_rules_loads_no_script_for_them(served):
    page = served.citizen().get(served.page)
    assert "/conditions.js" not in page.text and "data-rule" not in page.text


@pytest.mark.parametrize(
    "name, expected",
    [
        ("phone", {'type="tel"', 'autocomplete="tel"'}),
        ("account", {'type="text"', 'autocomplete="off"'}),
        ("owner", {'autocomplete="off"', 'inputmode="numeric"'}),
        ("employer", {'autocomplete="off"', 'inputmode="numeric"'}),
    ],
)
def test_phones_show_the_right_keys(stepped, name, expected):
    step = {"phone": 1, "account": 3}.get(name, 2)
    text = stepped.citizen().get(stepped.page, params={"stap": step}).text
    tag = re.search(rf'<input id="vraag-{name}"[^>]*>', text)[0]
    assert expected <= set(tag.split())


def test_a_browser_may_fill_in_the_parts_of_an_address(stepped):
    text = stepped.citizen().get(stepped.page, params={"stap": 2}).text
    for words in ("address-line1", "address-line2", "postal-code", "address-level2"):
        assert f'autocomplete="{words}"' in text
    assert text.count('name="vraag.home:list"') == 5


def test_two_clicks_on_the_last_page_make_one_case(stepped):
    client = stepped.citizen()
    fill_in(stepped, client)
    look = client.get(stepped.page, params={"stap": 4})
    names = ("_csrf", "sleutel", "stap", "stempel")
    fields = {name: hidden(look, name) for name in names}
    answers = [
        client.post(stepped.page, data=fields, allow_redirects=False)
        for _click in range(2)
    ]
    (reference,) = stepped.references()
    for answer in answers:
        assert answer.headers["Location"].endswith(f"{reference}/bevestiging")
