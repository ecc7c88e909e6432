"""``eloket-rights.xml`` is read whole or not at all, and tells line and cause."""

from collective.eloket.mandates.rights.files import read
from collective.eloket.mandates.rights.files import RightsFileError
from collective.eloket.mandates.rights.files import write
from tests.mandates.rights import house

import pytest


RICH = house.application(
    claim="dimona",
    rights=(
        house.right(
            representative=True, contexts=(house.context(), house.context("zorg"))
        ),
        house.right("lezer", names=house.names("Leest & schrijft <niet>")),
    ),
)


def file(*lines: str, more: str = "") -> bytes:
    return "\n".join([f"<eloket-rights{more}>", *lines, "</eloket-rights>"]).encode()


def test_what_is_written_is_read():
    both = [RICH, house.application("46", rights=())]
    reading = read(write(both))
    assert reading.applications == both
    assert (reading.purge, reading.removed) == (False, set())


def test_target_groups_that_are_written_are_read():
    groups = [house.group(public=True), house.group("YY")]
    reading = read(write([RICH], groups, ["OV"]))
    assert (reading.groups, reading.removed_groups) == (groups, {"OV"})
    assert reading.applications == [RICH]
    assert reading.group_lines["XX"] < reading.group_lines["YY"]


def test_it_says_what_goes():
    reading = read(
        file('<application number="45" remove="true"/>', more=' purge="true"')
    )
    assert reading.purge
    assert reading.removed == {"45"}
    assert reading.applications == []


def test_it_knows_the_line_of_each():
    lines = read(write([RICH])).lines
    assert lines["45", None] < lines["45", "medewerker"] < lines["45", "lezer"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"<eloket-rights>", 1, "no XML"),
        (b"", 1, "no XML"),
        (b"<rights/>", 1, "begins with <eloket-rights>"),
        (b'<!DOCTYPE x [<!ENTITY e "x">]><eloket-rights/>', 1, "DOCTYPE"),
        (file("<right/>"), 2, "<right> may not stand in <eloket-rights>"),
        (file('<application id="4"/>'), 2, "no attribute 'id'"),
        (file('<application remove="yes"/>'), 2, "true or false"),
        (file("<application><context/></application>"), 2, "<context> may not"),
        (
            file('<application number="4">', '<right secret="x"/>', "</application>"),
            3,
            "no attribute 'secret'",
        ),
        (
            file('<application number="4"/>', '<application number="4"/>'),
            3,
            "stands in the file twice",
        ),
        (
            file('<target-group code="XX"/>', '<target-group code="XX"/>'),
            3,
            "'XX' stands in the file twice",
        ),
        (file('<target-group public="yes"/>'), 2, "true or false"),
        (file("<target-group><right/></target-group>"), 2, "<right> may not"),
        (
            file("<application>", '<name language="it">Nome</name>', "</application>"),
            3,
            "one <name> per language",
        ),
        (
            file(
                "<application>",
                '<name language="nl">Naam</name><name language="nl">Naam</name>',
                "</application>",
            ),
            3,
            "one <name> per language",
        ),
        (
            file("<application><name><b/></name></application>"),
            2,
            "<b> may not stand in <name>",
        ),
        (
            file(
                "<application><right>",
                '<context code="a"/>',
                "</right></application>",
            ),
            3,
            "<context> has no attribute 'code'",
        ),
    ],
    ids=[
        "cut off",
        "empty",
        "another root",
        "document type",
        "right at the top",
        "attribute",
        "no truth",
        "context outside a right",
        "attribute of a right",
        "application twice",
        "target group twice",
        "no truth of a target group",
        "right in a target group",
        "language",
        "language twice",
        "markup in a name",
        "attribute of a context",
    ],
)
def test_it_is_refused(content, line, words):
    with pytest.raises(RightsFileError) as refused:
        read(content)
    assert any(at == line and words in said for at, said in refused.value.problems)
    assert str(refused.value).endswith("Nothing was changed.")
    assert f"eloket-rights.xml, line {line}: " in str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(RightsFileError) as refused:
        read(file("<right/>", '<application id="4"/>'))
    assert [line for line, _words in refused.value.problems] == [2, 3]
