from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.drafts import Draft
from collective.eloket.catalogue.model import Upload
from collective.eloket.identity.evidence import Subject
from collective.eloket.vault import service as vault
from dataclasses import replace
from plone import api
from tests.catalogue.house import make_citizen
from tests.catalogue.house import make_desk
from tests.catalogue.house import session_of

import pytest
import transaction


PDF = Upload("volmacht.pdf", "application/pdf", b"%PDF-1.7 x")
#: What is kept was looked at for viruses before.
KEPT = replace(PDF, is_clean=True)
TYPED = {"reason": "rent", "phone": "+32 9", "several": ["a", "b"]}


def draft(**changes) -> Draft:
    return Draft(**({"key": "k" * 32, "answers": TYPED, "channel": "post"} | changes))


@pytest.fixture
def document(portal, integration):
    with api.env.adopt_roles(["Manager"]):
        return make_desk(portal)["bewijs"]


@pytest.fixture
def noor(document):
    return session_of(make_citizen())


@pytest.fixture
def jan(document):
    proof = {"subject": Subject("https://op.example", "jan"), "number": None}
    return session_of(make_citizen(**proof))


def test_what_was_typed_comes_back_to_who_typed_it(document, noor):
    kept = drafts.keep(noor, document, draft(), {"proof": PDF})
    found = drafts.find(noor, document)
    assert found == kept
    assert (found.answers, found.channel, found.key) == (TYPED, "post", "k" * 32)
    assert drafts.upload_of(noor, document, found.files["proof"]) == KEPT


def test_nobody_else_finds_it(document, noor, jan):
    drafts.keep(noor, document, draft())
    assert drafts.find(jan, document) is None
    assert drafts.lines(jan) == []


def test_what_one_acts_as_keeps_drafts_apart(document, noor):
    drafts.keep(noor, document, draft())
    other = session_of(None, user_id=noor.user_id, capacity="enterprise")
    assert drafts.find(other, document) is None
    assert drafts.lines(other) == []
    assert [line.document_uid for line in drafts.lines(noor)] == [document.UID()]


def test_files_stay_with_the_draft_until_they_are_removed(document, noor):
    first = drafts.keep(noor, document, draft(), {"proof": PDF})
    again = drafts.keep(noor, document, draft(files=first.files))
    kept = again.files["proof"]
    assert drafts.upload_of(noor, document, kept) == KEPT
    drafts.remove_files(noor, document, [kept])
    assert drafts.upload_of(noor, document, kept) is None


def test_a_new_file_takes_the_place_of_the_kept_one(document, noor):
    first = drafts.keep(noor, document, draft(), {"proof": PDF})
    other = Upload("ander.pdf", "application/pdf", b"%PDF-1.7 y")
    drafts.keep(noor, document, draft(files=first.files), {"proof": other})
    found = drafts.find(noor, document).files["proof"]
    assert drafts.upload_of(noor, document, found) == replace(other, is_clean=True)


def test_a_discarded_draft_is_gone_with_its_files(document, noor):
    kept = drafts.keep(noor, document, draft(), {"proof": PDF})
    drafts.discard(noor, document)
    assert drafts.find(noor, document) is None
    assert drafts.upload_of(noor, document, kept.files["proof"]) is None


@pytest.mark.parametrize("commits", [True, False])
def test_it_goes_when_the_transaction_commits_and_only_then(document, noor, commits):
    drafts.keep(noor, document, draft())
    drafts.discard_after_commit(noor, document)
    assert drafts.find(noor, document) is not None
    *_others, (hook, arguments, _named) = transaction.get().getAfterCommitHooks()
    # the hook alone: a commit would keep this test's site
    hook(commits, *arguments)
    assert (drafts.find(noor, document) is None) is commits


def test_it_is_unreadable_once_the_persons_key_is_erased(document, noor):
    drafts.keep(noor, document, draft())
    vault.forget_person(noor.user_id)
    assert drafts.find(noor, document) is None
    assert drafts.lines(noor) == []


class TestStranger:
    """What a browser kept while nobody was signed in."""

    def test_goes_to_the_citizen_it_was_made_for(self, document, noor):
        drafts.keep_for_stranger("handle", noor, document, draft())
        drafts.claim("handle", noor.user_id)
        assert drafts.find(noor, document).answers == TYPED

    def test_does_not_go_to_another_citizen_and_is_thrown_away(
        self, document, noor, jan
    ):
        drafts.keep_for_stranger("handle", noor, document, draft())
        drafts.claim("handle", jan.user_id)
        drafts.claim("handle", noor.user_id)
        assert drafts.find(jan, document) is None
        assert drafts.find(noor, document) is None

    def test_does_not_go_with_another_browser(self, document, noor):
        drafts.keep_for_stranger("handle", noor, document, draft())
        drafts.claim("other", noor.user_id)
        assert drafts.find(noor, document) is None

    def test_keeps_no_files(self, document, noor):
        kept = drafts.keep(noor, document, draft(), {"proof": PDF})
        drafts.discard(noor, document)
        drafts.keep_for_stranger("handle", noor, document, kept)
        drafts.claim("handle", noor.user_id)
        assert drafts.find(noor, document).files == {}

    def test_finds_the_files_that_were_kept_with_the_same_form(self, document, noor):
        drafts.keep(noor, document, draft(), {"proof": PDF})
        drafts.keep_for_stranger("handle", noor, document, draft(answers={"a": "b"}))
        drafts.claim("handle", noor.user_id)
        found = drafts.find(noor, document)
        assert found.answers == {"a": "b"}
        assert drafts.upload_of(noor, document, found.files["proof"]) == KEPT

    def test_takes_the_place_of_an_older_form_with_its_files(self, document, noor):
        old = drafts.keep(noor, document, draft(key="o" * 32), {"proof": PDF})
        drafts.keep_for_stranger("handle", noor, document, draft())
        drafts.claim("handle", noor.user_id)
        assert drafts.find(noor, document).files == {}
        assert drafts.upload_of(noor, document, old.files["proof"]) is None
