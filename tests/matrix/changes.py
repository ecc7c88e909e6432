"""Roads that change something of a citizen, which an empty form or body cannot do.

The walk of ``test_audited`` sends nothing, so these refuse it. Each is named here with
the actions that it records when it is done, written by hand; ``()``: it changes nothing
that is kept of a citizen. The tests of its room do it, and look at the row.
"""

SIGN_IN = ("session.begin",)
RESET = ("password.reset",)
REGISTER = ("account.register", "session.begin")
SEARCH = ("citizen.search",)
CAPACITY = ("capacity.choose",)
CHANGE_PASSWORD = ("password.change",)
FAMILIES = ("family.verify", "family.refuse", "family.shut_out", "family.let_in")
CLERKS_STEPS = (
    "case.take",
    "case.approve",
    "case.refuse",
    "case.close",
    "case.go_on",
    "case.note",
    "case.assign",
    "case.release",
    "case.address",
)
ADDRESS = ("address.accept", "address.refuse")

#: Object, road → actions.
CHANGES: dict[tuple[str, str], tuple[str, ...]] = {
    ("desk", "aanmelden-met-eid"): SIGN_IN,
    ("desk", "aanmelden-kaart"): SIGN_IN,
    ("desk", "mijn-profiel-koppelen"): ("identity.link",),
    ("desk", "mijn-profiel-ontkoppelen"): ("identity.unlink",),
    ("desk", "registreren"): REGISTER,
    ("desk", "wachtwoord-vergeten"): RESET,
    ("document", "@eloket-cases"): ("case.submit",),
    ("document", "aanvraag"): ("case.submit",),
    ("open document", "@eloket-cases"): ("case.submit",),
    ("open document", "aanvraag-zonder-aanmelden"): ("case.submit",),
    ("site", "@eloket-registration"): REGISTER,
    ("desk", "mijn-aanvragen/<reference>"): ("case.withdraw", "case.message"),
    ("desk", "taken/<reference>"): CLERKS_STEPS,
    ("case", "@eloket-messages"): ("case.message", "case.note"),
    ("case", "@eloket-address"): ("case.address",),
    ("desk", "taken-post"): ("letter.post",),
    ("desk", "taken-afgeven"): ("letter.hand_over", "case.close"),
    ("site", "@eloket-post"): ("letter.post",),
    ("site", "@eloket-handovers/<reference>"): ("letter.hand_over", "case.close"),
    ("site", "@eloket-tasks"): (
        "case.take",
        "case.approve",
        "case.assign",
        "case.release",
    ),
    ("case", "@eloket-assignee"): ("case.assign", "case.release"),
    **{
        ("case", f"@workflow/{step}"): (f"case.{step}",)
        for step in (
            "propose",
            "ask_information",
            "answer_information",
            "close",
            "go_on",
        )
    },
    **{
        ("ready case", f"@workflow/{step}"): (f"case.{step}",)
        for step in ("take", "approve", "withdraw")
    },
    ("ready case", "@eloket-assignee"): ("case.assign", "case.release"),
    **{
        ("stranger's case", f"@workflow/{step}"): (f"case.{step}",)
        for step in (
            "propose",
            "approve",
            "refuse",
            "recall",
            "reissue",
            "close",
            "go_on",
        )
    },
    # steps of an applicant who is there
    ("stranger's case", "@workflow/answer_information"): (),
    ("stranger's case", "@workflow/withdraw"): (),
    ("stranger's case", "@eloket-assignee"): ("case.assign", "case.release"),
    ("stranger's case", "@eloket-address"): ("case.address",),
    ("case", "@workflow/refuse"): ("case.refuse",),
    ("case", "@workflow/recall"): ("case.recall",),
    ("case", "@workflow/reissue"): ("case.reissue",),
    ("site", "@eloket-parameters/confirm"): ("parameters.card",),
    ("site", "@eloket-webeid-login"): REGISTER,
    ("desk", "mijn-profiel-voorkeuren"): ("preferences.change",),
    ("desk", "mijn-parameters-lezen"): ("parameters.read", "parameters.card"),
    ("desk", "taken-eid"): ("parameters.counter",),
    ("desk", "taken-adressen"): ADDRESS,
    # messages of a case, which the worker records one by one
    ("desk", "taken-zaaksysteem"): (),
    ("desk", "burgers"): SEARCH,
    ("site", "@eloket-citizens"): SEARCH,
    ("site", "@eloket-counter/read"): ("parameters.counter",),
    ("site", "@eloket-counter/confirm"): ("parameters.counter",),
    ("site", "@eloket-addresses/unknown/accept"): ADDRESS,
    ("site", "@eloket-addresses/unknown/refuse"): ADDRESS,
    ("desk", "hoedanigheid"): CAPACITY,
    ("desk", "mijn-profiel-gezin"): ("family.add", "family.take_back"),
    ("desk", "taken-gezin"): FAMILIES,
    ("site", "@eloket-mandates"): ("family.add",),
    ("desk", "zelfregistratie/aanvraag"): ("access_request.send",),
    ("desk", "zelfregistratie/aanvraag_werkrelatie"): ("access_request.send",),
    ("desk", "zelfregistratie/volg/unknown"): ("access_request.withdraw",),
    # they look somebody or something up, and change nothing
    ("desk", "mijn-volmachten/opzoeken"): (),
    ("desk", "mijn-volmachten/beheerders"): (),
    ("desk", "mijn-volmachten/taak/unknown/keur-goed"): (
        "access_request.approve",
        "right.give",
        "work_relation.make",
    ),
    ("desk", "mijn-volmachten/taak/unknown/keur-af"): ("access_request.refuse",),
    ("site", "@eloket-access-requests"): ("access_request.send",),
    ("site", "@eloket-access-requests/unknown/approve"): (
        "access_request.approve",
        "right.give",
        "work_relation.make",
    ),
    ("site", "@eloket-access-requests/unknown/refuse"): ("access_request.refuse",),
    ("site", "@eloket-access-requests/unknown/withdraw"): ("access_request.withdraw",),
    ("site", "@eloket-organisations/unknown/rights"): ("right.give", "right.take"),
    ("site", "@eloket-families/unknown/verify"): FAMILIES,
    ("site", "@eloket-families/unknown/refuse"): FAMILIES,
    ("site", "@eloket-families/shut-out"): FAMILIES,
    ("site", "@eloket-families/let-in"): FAMILIES,
    ("desk", "taken-logboek"): ("log.search",),
    ("site", "@eloket-audit"): ("log.search",),
    ("desk", "taken-bewaren"): ("hold.set", "hold.lift"),
    ("desk", "taken-wissen"): ("erasure.refuse",),
    ("desk", "mijn-profiel-rechten"): (
        "person.export",
        "erasure.ask",
        "erasure.take_back",
    ),
    ("desk", "burgers-dossier"): (
        "person.view",
        "person.export",
        "hold.set",
        "erasure.ask",
        "account.close",
        "account.reopen",
    ),
    # what was typed and not sent is its owner's alone
    ("document", "@eloket-draft"): (),
}
