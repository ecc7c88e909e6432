"""How a file with everything about somebody leaves."""

from collective.eloket.rights.takeout import Streamed
from ZPublisher.HTTPRequest import HTTPRequest


#: It says nothing of whom it is about.
FILE_NAME = "mijn-gegevens.zip"


def send_takeout(request: HTTPRequest, file: Streamed) -> Streamed:
    """Let the browser keep the file, and nobody on the way."""
    response = request.response
    response.setHeader("Content-Type", "application/zip")
    response.setHeader("Content-Length", str(len(file)))
    response.setHeader("Content-Disposition", f"attachment; filename={FILE_NAME}")
    response.setHeader("X-Content-Type-Options", "nosniff")
    return file
