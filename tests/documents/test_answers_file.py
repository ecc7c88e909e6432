"""What a citizen asked and answered, as a PDF to keep."""

from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.interfaces import IAnswersFile
from collective.eloket.documents.answers_file import AnswersFile
from collective.eloket.documents.answers_file import content_of
from dataclasses import replace
from tests.documents.reading import ReadPdf
from time import process_time
from zope.interface.verify import verifyClass

import pytest


pytestmark = pytest.mark.usefixtures("integration")

SENT = {
    "nl": "Verstuurd op",
    "fr": "Envoyée le",
    "de": "Gesendet am",
    "en": "Sent on",
}


def test_it_keeps_the_contract():
    assert verifyClass(IAnswersFile, AnswersFile)


@pytest.mark.parametrize("language, words", SENT.items())
def test_it_speaks_the_language_of_its_reader(case, language, words):
    content = content_of(case, open_dossier(case), language)
    assert content.meta.startswith(words)
    assert case.getId() in content.meta


def test_it_is_a_tagged_pdf_for_the_archive_and_the_same_each_time(case):
    dossier = open_dossier(case)
    first = AnswersFile().make(case, dossier, "nl")
    assert first.filename == f"antwoorden-{case.getId()}.pdf"
    assert first.data == AnswersFile().make(case, dossier, "nl").data
    read = ReadPdf(first.data)
    assert {"/H1", "/Table", "/TH"} <= set(read.tags)
    assert read.metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"


@pytest.mark.parametrize(
    "answer",
    ["<script>alert(1)</script>", "x" * 10_000, "\u202eabc", "😀 שלום"],
    ids=["html", "10,000 characters", "written backwards", "emoji and hebrew"],
)
def test_whatever_was_answered_becomes_a_pdf(case, answer):
    dossier = open_dossier(case)
    name = dossier.labels[0][0]
    odd = replace(dossier, answers={name: answer}, texts={})
    begun = process_time()
    assert AnswersFile().make(case, odd, "nl").data.startswith(b"%PDF-")
    # a citizen waits for it; a stylesheet once made it minutes
    assert process_time() - begun < 20
