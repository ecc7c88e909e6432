from tests.bench.pages import upper_bound


def test_the_bound_lies_above_the_median_by_the_order_of_the_values():
    # 200 + 1.645 * 20 / 2 = 216.45
    assert upper_bound([float(value) for value in range(400)]) == 217


def test_one_disturbed_pair_does_not_move_the_bound():
    values = [0.1] * 399
    assert upper_bound([*values, 500.0]) == 0.1


def test_few_values_are_bounded_by_the_largest():
    assert upper_bound([3.0, 1.0, 2.0]) == 3.0
