"""A file goes to one process, and the longest begins first."""

from pathlib import Path
from tests import sharing

import pytest


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "nodeid, group",
    [
        ("tests/vault/test_model.py::test_a", "tests/vault/test_model.py"),
        ("tests/vault/test_model.py::TestB::test_c[x::y]", "tests/vault/test_model.py"),
    ],
)
def test_a_file_stays_whole(nodeid, group):
    assert sharing.group_of(nodeid) == group


@pytest.mark.parametrize("files", sharing.TOGETHER)
def test_some_files_go_together_in_their_order(files):
    nodeids = [f"{file}::test_a" for file in files]
    assert {sharing.group_of(nodeid) for nodeid in nodeids} == {files[0]}
    ordered = sorted(sorted(nodeids), key=sharing.place_of)
    assert ordered == nodeids
    assert [file for file in files if not (ROOT / file).exists()] == []
    # what runs for them is stopped after the last one
    assert [sharing.is_last(nodeid) for nodeid in nodeids].index(True) == len(files) - 1


def test_no_file_goes_with_two_others():
    every = [file for files in sharing.TOGETHER for file in files]
    assert len(every) == len(set(every))


def test_what_runs_for_a_file_alone_is_stopped_after_it():
    assert sharing.is_last("tests/raw_storage/test_started.py::test_a")


def test_the_longest_begin_first():
    first, last = sharing.LONGEST[0], sharing.LONGEST[-1]
    nodeids = ["tests/http/test_odd.py::test_a", f"{last}::test_b", f"{first}::c"]
    measured = "tests/vault/test_model.py::test_d"
    found = sorted([*nodeids, measured], key=sharing.rank_of)
    assert found == [measured, *nodeids[::-1]]


def test_every_place_that_is_named_is_there():
    assert [path for path in sharing.LONGEST if not (ROOT / path).exists()] == []


def test_texts_of_libraries_are_compiled_before_there_are_two_processes(
    tmp_path, monkeypatch
):
    folder = tmp_path / "library" / "deep" / "locales" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n'
    (folder / "library.po").write_text(text + '\nmsgid "yes"\nmsgstr "ja"\n')
    monkeypatch.setattr(sharing, "TEXTS", (tmp_path,))
    sharing.pytest_xdist_setupnodes()
    assert (folder / "library.mo").exists()


def test_texts_of_libraries_are_looked_for_where_they_are_installed():
    assert any((path / "zope" / "i18n").is_dir() for path in sharing.TEXTS)


def test_templates_are_compiled_once_for_all_processes(monkeypatch):
    monkeypatch.setenv(sharing.TEMPLATES, "/kept")
    assert sharing.compiled_once()[sharing.TEMPLATES] == "/kept"


def test_who_begins_makes_the_folder_of_templates(monkeypatch):
    monkeypatch.delenv(sharing.TEMPLATES)
    folder = Path(sharing.compiled_once()[sharing.TEMPLATES])
    assert folder.is_dir()
    assert not list(folder.iterdir())
