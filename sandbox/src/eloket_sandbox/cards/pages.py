"""Cards and authorities over HTTP: for the stand-in of the reader, and for checks."""

from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from eloket_sandbox.cards.people import SAMPLES
from eloket_sandbox.cards.reader import Reader
from eloket_sandbox.cards.reader import WrongPinError
from eloket_sandbox.cards.revocation import answer_to
from eloket_sandbox.cards.revocation import authorities_of
from flask import abort
from flask import Blueprint
from flask import jsonify
from flask import request
from flask import Response
from typing import Any

import time


#: A question about one certificate has some 150 bytes.
LARGEST_QUESTION = 4096


def pages(reader: Reader, origin: str) -> Blueprint:
    """Return the addresses of the reader; ``origin``: the e-loket's, which may ask."""
    blueprint = Blueprint("cards", __name__, url_prefix="/cards")

    guard(blueprint, origin)

    @blueprint.get("")
    def table():
        return jsonify(
            [{"id": sample.id, "title": sample.title} for sample in SAMPLES.values()]
        )

    @blueprint.post("/<card_id>/read")
    def read(card_id: str):
        check_card(reader, card_id)
        return jsonify(reader.read(card_id, flags_of(sent())))

    @blueprint.post("/<card_id>/sign")
    def sign(card_id: str):
        check_card(reader, card_id)
        said = sent()
        pin, nonce = str(said.get("pin", "")), str(said.get("nonce", ""))
        try:
            return jsonify(reader.answer(card_id, pin, nonce, origin))
        except WrongPinError as error:
            return jsonify({"left": error.left}), 403

    @blueprint.post("/<card_id>/unblock")
    def unblock(card_id: str):
        check_card(reader, card_id)
        reader.unblock(card_id)
        return "", 204

    return blueprint


def guard(blueprint: Blueprint, origin: str) -> None:
    """Let pages of that origin ask, and no others."""

    @blueprint.before_request
    def only_from_the_eloket():
        # as the program Web eID: the browser says for which origin the card signs
        if request.headers.get("Origin") != origin:
            abort(403)

    @blueprint.after_request
    def for_the_eloket(response: Response) -> Response:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        return response


def authority_pages(reader: Reader) -> Blueprint:
    """Return the addresses of responder and lists, which everybody may ask."""
    blueprint = Blueprint("authorities", __name__, url_prefix="/pki")
    authorities = authorities_of(reader.wallet)

    @blueprint.post("/ocsp")
    def ocsp():
        if (request.content_length or 0) > LARGEST_QUESTION:
            abort(413)
        answer = answer_to(authorities, request.get_data(), now())
        return Response(answer, mimetype="application/ocsp-response")

    @blueprint.get("/<branch>/<name>.crl")
    def revoked(branch: str, name: str):
        found = authorities.get((branch, name))
        if found is None:
            abort(404)
        return Response(found.revoked(now()), mimetype="application/pkix-crl")

    return blueprint


def check_card(reader: Reader, card_id: str) -> None:
    """Answer 404 when there is no such card."""
    if reader.find(card_id) is None:
        abort(404)


def sent() -> Mapping[str, Any]:
    """Return the JSON object that was sent; 400 when it is none."""
    found = request.get_json(silent=True)
    if not isinstance(found, dict):
        abort(400)
    return found


def flags_of(said: Mapping[str, Any]) -> int:
    """Return ``idflags``, a number written as text; 400 when it is none."""
    text = str(said.get("idflags", ""))
    if not text.isdecimal():
        abort(400)
    return int(text)


def now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.fromtimestamp(time.time(), UTC)
