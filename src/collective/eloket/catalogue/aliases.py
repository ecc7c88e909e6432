"""The pages of requests and mandates under their names in French, German and English.

An alias is the page itself: what comes after it, and what it may do, is the same. Links
on pages have the Dutch name.
"""

from ZPublisher.HTTPRequest import HTTPRequest


#: Page → what it is called in French, German and English.
NAMES = {
    "mijn-aanvragen": ("mes-demandes", "meine-antraege", "my-requests"),
    "mijn-volmachten": ("mes-mandats", "meine-vollmachten", "my-mandates"),
    "zelfregistratie": (
        "auto-enregistrement",
        "selbstregistrierung",
        "self-registration",
    ),
    "taken": ("taches", "aufgaben", "tasks"),
}
PAGES = {alias: page for page, aliases in NAMES.items() for alias in aliases}


def open_alias(request: HTTPRequest) -> None:
    """Let an address with an alias lead to its page, while the publisher is on its way.

    Changes the names that it has still to go.
    """
    names = request.get("TraversalRequestNameStack")
    if names and names[-1] in PAGES:
        names[-1] = PAGES[names[-1]]
