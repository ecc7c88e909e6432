"""The case system as pages, and as JSON for tests."""

from eloket_sandbox.registration.receiver import NotGenuineError
from eloket_sandbox.registration.receiver import Receiver
from eloket_sandbox.registration.receiver import this_moment
from flask import abort
from flask import Blueprint
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request


#: Under the sandbox's address.
PATH = "/zaaksysteem"
#: With answers a message is longer, but not much.
LARGEST_MESSAGE = 256 * 1024


def pages(receiver: Receiver) -> Blueprint:
    """Return the addresses of the case system."""
    blueprint = Blueprint("registration", __name__)

    @blueprint.post(PATH)
    def take():
        if (request.content_length or 0) > LARGEST_MESSAGE:
            abort(413)
        try:
            number = receiver.take(request.headers, request.get_data(), this_moment())
        except NotGenuineError as error:
            return jsonify({"error": str(error)}), 401
        except (ValueError, KeyError, TypeError):
            abort(400)
        return jsonify({"number": number})

    @blueprint.get(PATH)
    def overview():
        return render_template("registration.html", taken=receiver.taken(), path=PATH)

    @blueprint.post(f"{PATH}/leeg")
    def empty():
        receiver.forget()
        return redirect(PATH, 303)

    @blueprint.get(f"{PATH}.json")
    def as_json():
        return jsonify({"items": [one.as_dict() for one in receiver.taken()]})

    return blueprint
