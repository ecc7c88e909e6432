from tests.fuzz import cards


def test_changed_files_are_read_or_refused_by_name_and_quickly():
    result = cards.run(20_000)
    assert result.slow == []
    assert result.share >= 0.25
    assert result.accepted > 500
    assert len(result.refusals) >= 7
