"""Case systems of the tests' own: one that listens to calls, and one that does not."""

from collective.eloket.cases.registration.interfaces import ICaseRegistration
from collective.eloket.outbox.errors import JobFailedError
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer
from zope.interface import implementer

import json
import threading


class Listener:
    """A web server that keeps what is posted, and answers as it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[dict[str, str], bytes]] = []
        self.status, self.answer = 200, b'{"number": "Z-1"}'
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.calls.append((dict(self.headers.items()), body))
                self.send_response(listener.status)
                if listener.status == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", str(len(listener.answer)))
                self.end_headers()
                self.wfile.write(listener.answer)

            def log_message(self, *_arguments):
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/cases"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self._server.shutdown()
        self._server.server_close()

    def bodies(self) -> list[dict]:
        return [json.loads(body) for _headers, body in self.calls]


@implementer(ICaseRegistration)
class Drawer:
    """A case system that an integrator reaches by other means than calls."""

    def __init__(self) -> None:
        self.messages = []
        self.on, self.answers, self.shut, self.number = True, False, False, "LA-7"

    def is_on(self):
        return self.on

    def wants_answers(self):
        return self.answers

    def tell(self, message):
        if self.shut:
            raise JobFailedError
        self.messages.append(message)
        return self.number
