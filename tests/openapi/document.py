"""docs/openapi.yaml, and the question whether an answer is as it says."""

from pathlib import Path
from referencing import Registry
from referencing import Resource
from referencing.jsonschema import DRAFT202012
from typing import NamedTuple
from urllib.parse import unquote
from urllib.parse import urlsplit

import functools
import json
import jsonschema
import re
import requests
import yaml


FILE = Path(__file__).parents[2] / "docs" / "openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")
#: The document's name for references from outside of it.
URN = "urn:eloket"


class Operation(NamedTuple):
    """One call: its path in the document, its method, what is said of it."""

    path: str
    method: str
    said: dict

    @property
    def pointer(self) -> str:
        """Where it stands, as a JSON pointer."""
        path = self.path.replace("~", "~0").replace("/", "~1")
        return f"#/paths/{path}/{self.method}"


@functools.cache
def document() -> dict:
    """Return the document."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def operations() -> list[Operation]:
    """Return all calls."""
    return [
        Operation(path, method, said[method])
        for path, said in document()["paths"].items()
        for method in METHODS
        if method in said
    ]


def operation_of(method: str, path: str) -> Operation:
    """Return the call that a request makes; ``path`` is relative to the site.

    :raises LookupError: the document has no such call.
    """
    for operation in operations():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(operation.path))
        if operation.method == method.lower() and re.fullmatch(pattern, path):
            return operation
    raise LookupError(f"not in {FILE.name}: {method} {path}")


@functools.cache
def registry() -> Registry:
    """Return what finds ``#/components/…`` of the document."""
    resource = Resource.from_contents(document(), default_specification=DRAFT202012)
    return Registry().with_resource(URN, resource)


def validate(value: object, pointer: str) -> None:
    """:raises jsonschema.ValidationError: the value is not as the schema says."""
    jsonschema.Draft202012Validator(
        {"$ref": f"{URN}{pointer}"}, registry=registry()
    ).validate(value)


def resolved(said: dict, pointer: str) -> tuple[dict, str]:
    """Follow one reference; return what is there, and where that is."""
    if "$ref" not in said:
        return said, pointer
    found = document()
    for step in said["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found, said["$ref"]


def check(answer: requests.Response, root: str) -> Operation:
    """Check an answer, and the request if it was a good one; return the call.

    :raises AssertionError: status or media type are not in the document.
    :raises LookupError: the call is not.
    :raises jsonschema.ValidationError: a body is not as it says.
    """
    path = unquote(urlsplit(answer.request.url.removeprefix(root)).path)
    operation = operation_of(answer.request.method, path)
    if answer.request.body and answer.ok:
        check_body(operation.said, operation.pointer, "requestBody", answer)
    status = str(answer.status_code)
    name = f"{answer.request.method} {operation.path}"
    assert status in operation.said["responses"], f"{name} answers {status}"
    said, pointer = resolved(
        operation.said["responses"][status], f"{operation.pointer}/responses/{status}"
    )
    if "content" not in said:
        assert not answer.content, f"{name} answers {status} with a body"
        return operation
    media = answer.headers["Content-Type"].partition(";")[0]
    assert media in said["content"], f"{name} answers {status} as {media}"
    value = answer.json() if media == "application/json" else answer.text
    validate(value, f"{pointer}/content/{media.replace('/', '~1')}/schema")
    return operation


def check_body(said: dict, pointer: str, part: str, answer: requests.Response) -> None:
    """Check what a program of ours sends."""
    assert part in said, f"{answer.request.method} {answer.request.url} takes no body"
    place = f"{pointer}/{part}/content/application~1json/schema"
    validate(json.loads(answer.request.body), place)
