"""The register says who is a processor, and by which contract, as the settings say."""

from collective.eloket.rights.errors import ProcessorRefusedError
from collective.eloket.rights.register import commands
from collective.eloket.rights.register import parties
from collective.eloket.rights.register import processors
from collective.eloket.rights.register import rendering
from collective.eloket.rights.register import service
from plone import api
from tests.accounts.oidc.test_service import set_provider

import pytest


def record(name, value):
    api.portal.set_registry_record(f"collective.eloket.{name}", value)


def entry(name, language="en"):
    data = rendering.as_data(service.register(), language)
    (found,) = [one for one in data["sections"][0]["entries"] if one["name"] == name]
    return found


def lines(name, language="en"):
    return entry(name, language)["lines"]


PROCESSORS = (
    "mail = processor: contract 2026-14",
    "provider/proef = controller",
    "stamps = controller: decree of 2003",
    "other/Hosting nv = processor: 2025-3",
)


@pytest.fixture
def outside(portal, desk):
    """Parties of four kinds, one of which nobody will say anything."""
    set_provider(portal, issuer="https://idp.testegem.example/op")
    api.portal.get_tool("MailHost").smtp_host = "mail.testegem.example"
    record("documents.stamp_authority", "https://tsa.example/stamp")
    record("audit.anchor_mail", "anker@testegem.example")


def test_until_somebody_says_it_the_register_asks(outside):
    found = lines("processors")
    assert len(found) >= 4
    assert "(in the settings of the e-desk: channel/post)" in " ".join(found)
    assert "channel/download" not in " ".join(found)
    assert len(lines("parties")) > len(found)
    assert all(one.startswith("NOT SAID: ") for one in found)


@pytest.mark.parametrize(
    "start",
    [
        "Processor, by contract 2026-14. Mail server mail.testegem.example: ",
        "Answers for the data itself. ",
        "Answers for the data itself, by decree of 2003. Time-stamp authority ",
        "NOT SAID: processor or not? anker@testegem.example: ",
        "Processor, by 2025-3. Hosting nv",
    ],
    ids=["processor", "controller", "by a ground", "nobody says", "not in settings"],
)
def test_who_is_a_processor_and_by_which_contract_is_told(outside, start):
    record("rights.processors", PROCESSORS)
    assert any(one.startswith(start) for one in lines("processors"))
    assert "Hosting nv" in lines("parties")


def test_it_is_told_in_the_readers_language(outside):
    record("rights.processors", PROCESSORS)
    found = lines("processors", "nl")
    (mail,) = [one for one in found if "mail.testegem.example" in one]
    assert mail.startswith("Verwerker, volgens contract 2026-14. Mailserver ")


def test_programs_read_what_each_party_is(outside):
    record("rights.processors", PROCESSORS)
    found = entry("processors")
    said = {one.pop("party"): one for one in found["parties"]}
    assert said["mail"] == {"role": "processor", "contract": "contract 2026-14"}
    assert said["provider/proef"] == {"role": "controller", "contract": None}
    assert said["anchor/mail"] == {"role": None, "contract": None}
    assert len(found["lines"]) == len(found["parties"])
    assert "parties" not in entry("parties")


def test_the_command_writes_it_too(outside, portal, capsys):
    record("rights.processors", PROCESSORS)
    options = commands.parser().parse_args(["--language", "en", "zope.conf"])
    assert commands.run(portal.getPhysicalRoot().aq_base, options) == 0
    assert "Processor, by contract 2026" in capsys.readouterr().out


def test_every_party_has_a_name_that_the_setting_takes(outside):
    assert len(parties.parties()) >= 4
    for party in parties.parties():
        (line,) = processors.checked_processors([f"{party.key} = processor: 1"])
        record("rights.processors", (line,))
        assert processors.roles() == {party.key: processors.Role("processor", "1")}


def test_lines_are_kept_in_one_writing_and_a_party_once():
    said = [" mail=controller ", "mail =processor:  c 1 ", "other/A b = controller:x"]
    assert processors.checked_processors(said) == (
        "mail = processor: c 1",
        "other/A b = controller: x",
    )
    assert processors.checked_processors([]) == ()


@pytest.mark.parametrize(
    "line",
    [
        "mail = processor",
        "mail = processor: ",
        "mail = helper: 1",
        "post = processor: 1",
        "provider = controller",
        "mail/x = controller",
        "other/ = controller",
        "mail",
        "= processor: 1",
    ],
)
def test_a_line_that_does_not_say_it_is_refused(line):
    with pytest.raises(ProcessorRefusedError) as refused:
        processors.checked_processors(["scanner = controller", line])
    assert refused.value.details == {"line": line.strip()}


def test_a_line_that_came_by_another_road_and_cannot_be_read_says_nothing(portal):
    record("rights.processors", ("mail: ours", "scanner = controller"))
    assert set(processors.roles()) == {"scanner"}
