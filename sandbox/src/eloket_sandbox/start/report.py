"""What does the newcomer get to see, and what the tests?"""

from collections.abc import Mapping
from eloket_sandbox.files import write_json
from eloket_sandbox.municipality.staff import STAFF
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.provider.clients import ELOKET_CLIENT
from eloket_sandbox.serve import client_secret
from eloket_sandbox.start.plan import admin_password
from eloket_sandbox.start.plan import Plan
from eloket_sandbox.start.processes import Family
from eloket_sandbox.start.site import staff_passwords
from pathlib import Path


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    print(text, flush=True)


def welcome(plan: Plan, address: str, env: Mapping[str, str]) -> str:
    """Return the addresses and the people to try with."""
    passwords = staff_passwords(plan.folder)
    given = bool(env.get("ELOKET_ADMIN_PASSWORD"))
    admin = "ELOKET_ADMIN_PASSWORD" if given else admin_password(plan.folder, env)
    staff = [("admin", admin, "manages everything")]
    staff += [(person.id, passwords[person.id], person.purpose) for person in STAFF]
    width = max(len(person.name) for person in PERSONS.values())
    lines = [
        "",
        f"  E-loket          {address}",
        f"  Outside world    {plan.sandbox}  (persons, mails: {plan.sandbox}/mail)",
        f"  Case system      {plan.sandbox}/zaaksysteem  (says how to let it be told)",
        "",
        "  Citizens: sign in by Mijn burgerprofiel, CSAM or itsme, as one of these;",
        "  or sign in with a software eID card, PIN code 1234, on the page itself:",
        *[f"    {each.name:<{width}}  {each.purpose}" for each in PERSONS.values()],
        "",
        f"  Staff: sign in at {plan.site}/login",
        *[f"    {name:<12} {word:<24} {purpose}" for name, word, purpose in staff],
        "",
        f"  Data and logs are in {plan.folder.path}. Ctrl-C stops everything.",
        "",
    ]
    return "\n".join(lines)


def write_facts(
    path: Path, plan: Plan, family: Family, address: str, env: Mapping[str, str]
) -> None:
    """Write addresses, passwords and process ids for tests; for the owner only."""
    passwords = staff_passwords(plan.folder)
    facts = {
        "eloket": address,
        "site": plan.site,
        "sandbox": plan.sandbox,
        "issuer": plan.issuer,
        "issuers": plan.issuers,
        "mail": f"{plan.sandbox}/mail.json",
        "mail_port": plan.mail_port,
        "data": str(plan.folder.path),
        "keys": str(plan.keys),
        "side_store": plan.side_store,
        "client": {
            "id": ELOKET_CLIENT,
            "secret": client_secret(plan.folder / "sandbox"),
        },
        "accounts": {
            "admin": {"password": admin_password(plan.folder, env), "role": "admin"},
            **{
                person.id: {"password": passwords[person.id], "role": person.role}
                for person in STAFF
            },
        },
        "processes": {child.name: child.process.pid for child in family.children},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_json(path, facts)
