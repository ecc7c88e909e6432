"""An editor goes through a form as a citizen meets it, and nothing of it is kept."""

from plone import api
from tests.catalogue.served import ANSWERS
from tests.catalogue.served import hidden
from tests.catalogue.stepped import give_steps
from tests.catalogue.stepped import PDF
from tests.catalogue.stepped import RENT
from tests.catalogue.stepped import send_shown

import pytest
import re
import transaction


@pytest.fixture
def stepped(served):
    give_steps(served)
    return served


class Trial:
    """An editor who tries the document of ``served`` as somebody."""

    def __init__(self, served, who="burger"):
        self.client = served.staff()
        self.road = f"{served.url}/probeer"
        self.page = self.client.get(self.road, params={"als": who})

    def send(self, answers=None, *, files=None, button=None, changes=None):
        """Send the page that is shown; what comes is the next one."""
        page = self.page.text
        carried = {
            name: hidden(self.page, name)
            for name in ("als", "getypt")
            if f'name="{name}"' in page
        }
        carried |= dict.fromkeys(button or (), "1") | (changes or {})
        self.page = send_shown(
            self.road, self.client, self.page, answers, files=files, button=carried
        )
        return self.page

    @property
    def step(self):
        """The words that say where one is."""
        return re.search(r'class="el-stepno">([^<]*)<', self.page.text)[1]


def change(served, **values):
    """Change the document."""
    transaction.begin()
    for name, value in values.items():
        setattr(served.document, name, value)
    transaction.commit()


def through(trial):
    """Answer all steps well, up to the last look."""
    trial.send({"phone": "09 267 87 00"})
    trial.send(RENT)
    return trial.send(files={"contract": PDF})


class TestOnePage:
    """A form without steps."""

    def test_shows_an_example_person_and_where_it_is_sent(self, served):
        page = Trial(served).page.text
        assert "alles=1" not in page
        assert "Specimen Anna" in page
        assert f'action="{served.url}/probeer"' in page
        assert "data-draft" not in page
        assert 'name="bewaar"' in page

    def test_goes_with_a_draft_too(self, served):
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            new = api.content.create(
                served.document.aq_parent, "OnlineDocument", "nieuw", title="Nieuw"
            )
        transaction.commit()
        page = served.staff().get(f"{new.absolute_url()}/probeer")
        assert page.status_code == 200 and "Specimen Anna" in page.text

    def test_tells_what_would_be_sent(self, served):
        page = Trial(served).send({"reason": "rent", "copies": "2"})
        assert page.status_code == 200
        assert "Dit zou verstuurd zijn" in page.text
        assert "Om te huren" in page.text and "Specimen Anna" in page.text
        assert "85073003328" not in page.text

    def test_checks_as_strictly_as_for_a_citizen(self, served):
        page = Trial(served).send({"reason": ""})
        assert page.status_code == 400
        assert 'class="el-errors" role="alert"' in page.text

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"bewaar": "1"},
            {"weg": "proof"},
            {"sterker": "x/y"},
            {"vraag.reason": ""},
        ],
        ids=["sent", "kept", "file removed", "step up", "wrong"],
    )
    def test_stores_nothing(self, served, changes):
        before = served.stored()
        answers = {name.removeprefix("vraag."): one for name, one in ANSWERS.items()}
        Trial(served).send(answers, changes=changes)
        assert served.stored() == before

    def test_says_what_who_stops_is_told_and_keeps_nothing(self, served):
        before = served.stored()
        trial = Trial(served)
        assert "U kunt gerust stoppen" not in trial.page.text
        page = trial.send({"phone": "09 267 87 00"}, button=("bewaar",))
        assert page.status_code == 200
        assert "U kunt gerust stoppen" in page.text
        assert "hier wordt niets bewaard" in page.text
        assert 'value="09 267 87 00"' in page.text
        assert served.stored() == before
        page = trial.send({"reason": "rent", "copies": "2"})
        assert "Dit zou verstuurd zijn" in page.text

    def test_a_post_from_elsewhere_is_refused(self, served):
        answer = served.staff(Origin="https://evil.example").post(
            f"{served.url}/probeer", data=ANSWERS
        )
        assert answer.status_code == 403


class TestSteps:
    """A form in steps is tried step by step."""

    def test_goes_forth_to_the_last_look_and_is_sent(self, stepped):
        before = stepped.stored()
        trial = Trial(stepped)
        assert trial.step == "Stap 1 van 4: Uw gegevens"
        page = through(trial)
        assert trial.step == "Stap 4 van 4: Nakijken"
        for told in ("+3292678700", "Om te huren", "Proefstraat 12", "huur.pdf"):
            assert told in page.text
        assert "Kost:" in page.text
        page = trial.send()
        assert "Dit zou verstuurd zijn" in page.text
        for told in ("Specimen Anna", "+3292678700", "Om te huren", "huur.pdf"):
            assert told in page.text
        assert stepped.stored() == before

    def test_what_is_wrong_is_told_on_its_step(self, stepped):
        before = stepped.stored()
        trial = Trial(stepped)
        trial.send()
        page = trial.send(RENT | {"owner": "1"})
        assert page.status_code == 400
        assert trial.step.startswith("Stap 2 van 4")
        assert "geen rijksregisternummer" in page.text
        assert 'value="Proefstraat"' in page.text
        assert stepped.stored() == before

    def test_who_stops_goes_on_at_the_same_step(self, stepped):
        before = stepped.stored()
        trial = Trial(stepped)
        trial.send({"phone": "09 267 87 00"})
        page = trial.send(RENT, button=("bewaar",))
        assert trial.step.startswith("Stap 2 van 4")
        assert "U kunt gerust stoppen" in page.text
        page = trial.send(button=("bewaar",), files={"contract": PDF})
        assert stepped.stored() == before
        trial.send()
        page = trial.send(
            files={"contract": ("huur.pdf", b"MZ", "application/pdf")},
            button=("bewaar",),
        )
        assert page.status_code == 400
        assert "U kunt gerust stoppen" not in page.text
        assert stepped.stored() == before

    def test_a_rule_holds_as_for_a_citizen(self, stepped):
        trial = Trial(stepped)
        trial.send()
        page = trial.send({"reason": "work", "employer": "0403.019.261"})
        assert 'name="vraag.contract"' not in page.text
        page = trial.send()
        assert "Nummer van de eigenaar" not in page.text

    def test_all_questions_of_a_page_are_shown_where_that_is_asked(self, stepped):
        """By rules of this page, and by those that look at other steps."""
        before = stepped.stored()
        trial = Trial(stepped)
        assert "alles=1" in trial.page.text
        hidden_at_first = {2: ("owner", "employer", "home"), 3: ("contract",)}
        for number, names in hidden_at_first.items():
            query = {"stap": number, "alles": "1"}
            trial.page = trial.client.get(trial.road, params=query)
            for name in names:
                assert f'name="vraag.{name}' in trial.page.text
            assert "data-rule" not in trial.page.text
            assert "el-when" not in trial.page.text
        usual = trial.client.get(trial.road, params={"stap": 3}).text
        assert 'name="vraag.contract"' not in usual
        # and so it stays on the page that says what is missing
        trial.page = trial.client.get(trial.road, params={"stap": 2, "alles": "1"})
        page = trial.send(changes={"alles": "1"})
        assert page.status_code == 400
        assert 'name="vraag.employer"' in page.text and "data-rule" not in page.text
        assert stepped.stored() == before

    def test_one_goes_back_from_the_last_look(self, stepped):
        trial = Trial(stepped)
        through(trial)
        page = trial.send(button=("terug",))
        assert trial.step.startswith("Stap 3 van 4")
        assert "huur.pdf" in page.text
        trial.send()
        page = trial.send(changes={"naar": "1"})
        assert trial.step.startswith("Stap 1 van 4")
        assert 'value="09 267 87 00"' in page.text

    def test_one_goes_back_from_a_step_that_is_not_right_yet(self, stepped):
        trial = Trial(stepped)
        trial.send({"phone": "09 267 87 00"})
        page = trial.send({"owner": "1"}, button=("terug",))
        assert trial.step.startswith("Stap 1 van 4")
        assert 'value="09 267 87 00"' in page.text

    @pytest.mark.parametrize("sent", ["x", "0", "99"])
    def test_a_step_that_there_is_not_leads_to_one_that_is(self, stepped, sent):
        trial = Trial(stepped)
        trial.send(changes={"naar": sent})
        assert trial.step[:13] in ("Stap 1 van 4:", "Stap 4 van 4:")

    def test_a_hole_is_told_at_the_end(self, stepped):
        trial = Trial(stepped)
        trial.page = trial.client.get(trial.road, params={"stap": 4})
        page = trial.send()
        assert page.status_code == 400
        assert trial.step.startswith("Stap 2 van 4")

    def test_a_file_that_is_taken_back_is_missed(self, stepped):
        trial = Trial(stepped)
        through(trial)
        trial.send(changes={"naar": "3"})
        page = trial.send(changes={"weg": "contract"})
        assert "huur.pdf" not in page.text
        assert trial.send().status_code == 400

    def test_what_is_too_long_to_carry_is_not_lost(self, stepped):
        trial = Trial(stepped)
        page = trial.send({"phone": "1" * 600_000})
        assert page.status_code == 400
        assert trial.step.startswith("Stap 1 van 4")

    @pytest.mark.parametrize("wrong", ["", "onzin", "b25nZWxkaWc="])
    def test_what_we_did_not_make_is_refused(self, stepped, wrong):
        trial = Trial(stepped)
        trial.send()
        assert trial.send(RENT, changes={"getypt": wrong}).status_code == 400
        assert "el-stepno" not in trial.page.text

    def test_what_was_made_for_another_document_is_refused(self, stepped):
        first = Trial(stepped)
        first.send()
        carried = hidden(first.page, "getypt")
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            new = api.content.create(
                stepped.document.aq_parent, "OnlineDocument", "nieuw", title="Nieuw"
            )
        transaction.commit()
        first.road = f"{new.absolute_url()}/probeer"
        assert first.send(changes={"getypt": carried}).status_code == 400


class TestExamples:
    """As whom one can try: as whom one can ask."""

    def test_a_parent_asks_for_a_child(self, stepped):
        trial = Trial(stepped, "kind")
        assert "Specimen Mila" in trial.page.text
        assert "voor uw kind" in trial.page.text
        through(trial)
        page = trial.send()
        assert "Dit zou verstuurd zijn" in page.text
        assert "Specimen Mila" in page.text

    def test_who_has_no_number_is_told_so(self, served):
        assert "Uw vraag" in Trial(served, "zonder-nummer").page.text
        change(served, needs_number=True)
        page = Trial(served, "zonder-nummer").page
        assert page.status_code == 403
        assert "als=burger" in page.text
        assert Trial(served, "burger").page.status_code == 200
        assert Trial(served, "kind").page.status_code == 200

    def test_who_has_no_number_types_it(self, served):
        page = Trial(served, "zonder-nummer").page.text
        assert "Specimen Anna" in page
        assert "eindigt op 28" not in page and "Proefstraat" not in page

    def test_who_acts_for_an_enterprise_tries_what_is_for_those_alone(self, stepped):
        assert "als=onderneming" not in Trial(stepped).page.text
        assert Trial(stepped, "onderneming").page.status_code == 400
        change(stepped, right_needed="ondernemer")
        before = stepped.stored()
        trial = Trial(stepped, "")
        assert "Voorbeeld bv" in trial.page.text
        assert "Specimen Anna" in trial.page.text
        assert "als=burger" not in trial.page.text
        through(trial)
        page = trial.send()
        assert "Dit zou verstuurd zijn" in page.text and "Voorbeeld bv" in page.text
        assert Trial(stepped, "burger").page.status_code == 400
        assert stepped.stored() == before

    def test_a_stranger_types_all(self, stepped):
        change(stepped, level="none", channels=["download", "post", "counter"])
        before = stepped.stored()
        trial = Trial(stepped, "zonder-aanmelden")
        assert "Specimen Anna" not in trial.page.text
        # a form that cannot be found again is not kept
        assert 'name="bewaar"' not in trial.page.text
        trial.send({"given_names": "Wim"}, button=("bewaar",))
        assert "U kunt gerust stoppen" not in trial.page.text
        trial.send({"given_names": "Wim"})
        trial.send(RENT)
        page = trial.send(files={"contract": PDF})
        assert 'value="post"' in page.text and 'value="download"' not in page.text
        refused = trial.send(changes={"kanaal": "download"})
        assert refused.status_code == 400
        assert "Dit zou verstuurd zijn" not in refused.text
        assert stepped.stored() == before

    def test_a_stranger_is_told_what_would_be_sent(self, stepped):
        change(stepped, level="none", channels=["post"])
        trial = Trial(stepped, "zonder-aanmelden")
        trial.send({"given_names": "Wim"})
        trial.send(RENT)
        trial.send(files={"contract": PDF})
        page = trial.send()
        assert "Dit zou verstuurd zijn" in page.text and "Wim" in page.text

    def test_nobody_tries_what_nobody_can_do(self, served):
        assert "als=zonder-aanmelden" not in Trial(served).page.text
        for who in ("zonder-aanmelden", "x"):
            assert Trial(served, who).page.status_code == 400
