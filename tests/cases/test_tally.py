from collective.eloket.cases.tally import Tally
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import transaction


changes = st.lists(st.tuples(st.sampled_from("abc"), st.integers(-2, 2)), max_size=6)


def test_counts_are_added_and_taken_back():
    tally = Tally()
    tally.add("a")
    tally.add("a", 2)
    assert (tally.get("a"), tally.get("b")) == (3, 0)
    tally.add("a", -3)
    assert tally.counts == {}


def test_all_but_some_are_forgotten():
    tally = Tally()
    tally.add("a")
    tally.add("b")
    tally.keep_only(frozenset({"b", "c"}))
    assert tally.counts == {"b": 1}


@settings(deadline=None)
@given(changes, changes, changes)
def test_what_two_add_at_once_is_added_up(before, mine, theirs):
    def tally_of(*parts):
        tally = Tally()
        for name, change in (one for part in parts for one in part):
            tally.add(name, change)
        return tally.__getstate__()

    resolved = Tally()._p_resolveConflict(
        tally_of(before), tally_of(before, theirs), tally_of(before, mine)
    )
    assert resolved == tally_of(before, mine, theirs)


def test_two_transactions_do_not_meet_in_a_real_storage(tmp_path):
    database = DB(FileStorage(str(tmp_path / "Data.fs")))
    managers = [transaction.TransactionManager() for _ in range(2)]
    first = database.open(managers[0])
    first.root()["tally"] = Tally()
    managers[0].commit()
    for manager in managers:
        manager.begin()
    second = database.open(managers[1])
    first.root()["tally"].add("a")
    second.root()["tally"].add("a")
    for manager in managers:
        manager.commit()
    managers[0].begin()
    assert first.root()["tally"].get("a") == 2
    database.close()
