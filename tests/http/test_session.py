"""By what the next step of somebody's work is known to come from the same one."""

from collective.eloket.http.session import binding
from tests.accounts.people import web_request


def test_what_a_next_step_is_bound_to_is_a_secret_of_its_sender(integration):
    sent = [
        web_request(auth="Basic dG9tOmdlaGVpbQ=="),
        web_request(auth="Basic bGlldmU6Z2VoZWlt"),
        web_request(cookies={"__ac": "a"}),
        web_request(cookies={"__ac": "b"}),
        web_request(),
    ]
    found = [binding(one) for one in sent]
    assert len(set(found)) == len(found)
    assert all(found)


def test_it_stays_the_same_and_cookies_beside_the_header_do_not_count(integration):
    auth = "Basic dG9tOmdlaGVpbQ=="
    one, other = web_request(auth=auth), web_request(auth=auth, cookies={"__ac": "a"})
    assert binding(one) == binding(other)
    assert binding(web_request(cookies={"__ac": "a"})) == binding(
        web_request(cookies={"__ac": "a"})
    )
