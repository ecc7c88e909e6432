"""The bench of mandates asks what it says, among few."""

from tests.bench import mandates


def test_a_question_is_measured(tmp_path):
    slow, loads, written = mandates.figures(tmp_path, 40_000, questions=20)
    assert slow.unit == "ms"
    # a tree of 40,000 has the three levels of one of a million
    assert (loads.value, loads.bar) == (3, 3)
    assert (written.value, written.bar) == (0, 0)
