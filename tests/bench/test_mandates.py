"""The bench of mandates asks what it says, among few."""

from tests.bench import mandates


def test_a_question_is_measured(tmp_path):
    found = list(mandates.figures(tmp_path, 40_000, questions=20))
    for slow, loads, written in (found[:3], found[3:6]):
        assert slow.unit == "ms"
        # a tree of 40,000 has the three levels of one of a million
        assert (loads.value, loads.bar) == (3, 3)
        assert (written.value, written.bar) == (0, 0)
    assert [one.bar for one in found[6:]] == [1.0, 1.0]
