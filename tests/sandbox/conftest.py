from eloket_sandbox.mailbox.box import listen
from eloket_sandbox.mailbox.box import Mailbox
from eloket_sandbox.serve import client_secret
from eloket_sandbox.serve import make_app
from eloket_sandbox.start.ports import free_port
from eloket_sandbox.web import Addresses
from tests.sandbox.party import Party

import pytest
import requests
import threading
import waitress


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    """A sandbox that runs in a thread; its address, secret and mail port."""
    folder = tmp_path_factory.mktemp("sandbox")
    port, mailbox = free_port(set()), Mailbox()
    smtp = listen(mailbox, free_port({port}))
    addresses = Addresses(
        "http://localhost:1/gemeente/e-loket", f"http://localhost:{port}"
    )
    app = make_app(folder, addresses, mailbox)
    server = waitress.create_server(app, host="127.0.0.1", port=port, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield {
        "address": addresses.sandbox,
        "issuer": addresses.issuer,
        "secret": client_secret(folder),
        "mail_port": smtp.port,
        "folder": folder,
    }
    server.close()
    smtp.stop()


@pytest.fixture
def party(sandbox):
    """An application and a browser; the provider behaves well and knows nobody."""
    made = Party(sandbox["issuer"], sandbox["secret"])
    made.switch(reset=True, end_sessions=True)
    yield made
    made.switch(reset=True)


@pytest.fixture
def web():
    """A browser that asks no proxy."""
    session = requests.Session()
    session.trust_env = False
    return session
