"""Calls of programs by REST, and what a refusal of ours says."""

import requests
import transaction


def call(
    client: requests.Session, site: str, method: str, name: str, body=None
) -> requests.Response:
    """Call a service of the site; afterwards this process sees what it committed."""
    answer = client.request(
        method,
        f"{site}/@eloket-{name}",
        json=body,
        headers={"Accept": "application/json"},
    )
    transaction.begin()
    return answer


def refusal(answer: requests.Response) -> tuple[int, str]:
    """Return the status and the cause of a refusal."""
    return answer.status_code, answer.json()["error"]["type"]
