"""The choices above the list of tasks, with how many each shows."""

from collective.eloket.cases.browser.bulk import BulkPage
from collective.eloket.cases.browser.choosing import KIND_WORDS
from collective.eloket.cases.browser.choosing import Option
from collective.eloket.cases.browser.choosing import query_of
from collective.eloket.cases.browser.choosing import told
from collective.eloket.cases.browser.choosing import wanted_of
from collective.eloket.cases.filters import choice_of
from collective.eloket.cases.filters import count_for_others
from collective.eloket.cases.filters import counts_by_document
from collective.eloket.cases.filters import counts_by_kind
from collective.eloket.cases.filters import counts_by_state
from collective.eloket.cases.filters import DECEASED
from collective.eloket.cases.filters import own_groups
from collective.eloket.cases.filters import today
from collective.eloket.cases.filters import total_of
from collective.eloket.cases.filters import Wanted
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.words import STATE_WORDS
from dataclasses import replace
from functools import cached_property
from plone import api
from urllib.parse import urlencode


class FilteredPage(BulkPage):
    """What is chosen of *Taken*, and what else can be; the list itself is below it."""

    @cached_property
    def wanted(self) -> Wanted:
        """What the reader chose."""
        return wanted_of(self.request.form)

    @cached_property
    def today(self):
        """The day at the municipality."""
        return today()

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups whose cases are shown."""
        return own_groups()

    def kinds(self) -> list[dict]:
        """Return the links above the list, with how many each shows.

        That somebody died is seldom: its link is there when there is something to do.
        """
        counts = counts_by_kind(self.groups)
        return [
            {
                "title": title,
                "icon": self.icon(icon) if icon else "",
                "url": self.chosen_url(kind=kind),
                "count": told(counts[kind or "open"]),
                "chosen": "true" if self.wanted.kind == kind else None,
            }
            for kind, (title, icon) in KIND_WORDS.items()
            if kind != DECEASED or counts[DECEASED] or self.wanted.kind == DECEASED
        ]

    @property
    def total(self) -> str:
        """How many the list shows, on all its pages."""
        return told(total_of(choice_of(self.wanted, self.groups)))

    @property
    def csv_url(self) -> str:
        """The address of the same choice as a file."""
        return self.chosen_url(vorm="csv")

    def chosen_url(self, kind: str | None = None, **more: str | None) -> str:
        """Return the address of the same choice, or of another kind, and more."""
        wanted = self.wanted if kind is None else replace(self.wanted, kind=kind)
        query = urlencode(query_of(wanted) | more)
        return f"{self.url()}?{query}" if query else self.url()

    @property
    def kind_value(self) -> str:
        """The chosen kind, as the filter sends it along."""
        return query_of(self.wanted).get("toon", "")

    def state_options(self) -> list[Option]:
        """Return the states to choose from."""
        counts = counts_by_state(self.groups)
        return [
            Option(state, words.title, told(counts.get(state, 0)))
            for state, words in STATE_WORDS.items()
        ]

    def document_options(self) -> list[Option]:
        """Return the documents to choose from, by title."""
        counts = counts_by_document(self.groups)
        titles = titles_of(set(counts), api.portal.get_current_language())
        found = [Option(uid, titles[uid], told(counts[uid])) for uid in titles]
        return sorted(found, key=lambda one: str(one.title).casefold())

    @property
    def for_others_count(self) -> str:
        """How many are for somebody else than who asked."""
        return told(count_for_others(self.groups))

    def url(self, *names: str) -> str:
        """Return the address of something below the list."""
        return "/".join((self.desk_url, "taken", *names))
