"""GenericSetup: rights, target groups come from and go into ``eloket-rights.xml``."""

from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.identity.statements import CITIZENS
from collective.eloket.interfaces import IEloketLayer
from collective.eloket.mandates.rights import service
from collective.eloket.mandates.rights.builtin import NUMBER
from collective.eloket.mandates.rights.checking import Problem
from collective.eloket.mandates.rights.files import FILE
from collective.eloket.mandates.rights.files import read
from collective.eloket.mandates.rights.files import Reading
from collective.eloket.mandates.rights.files import RightsFileError
from collective.eloket.mandates.rights.files import write
from collective.eloket.mandates.rights.groups import USUAL
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import TargetGroup
from plone import api
from plone.browserlayer.utils import registered_layers
from Products.GenericSetup.interfaces import IImportContext
from zope.i18n import translate


NOT_INSTALLED = (
    "the e-loket is not in this site; let your profile depend on "
    "profile-collective.eloket:default"
)
BUILT_IN = "application 0 is built in; nobody changes it"
CITIZENS_STAY = "citizens are a target group everywhere; nobody takes it away"


def import_rights(context: IImportContext) -> None:
    """Set what the file says, all or nothing; without it nothing changes.

    An application or target group that the file names is as the file says, whole;
    others stay, unless it purges: then only the usual groups do. What is as the file
    says already is not written again.

    :raises RightsFileError: something in it is wrong; it says where and what.
    """
    content = context.readDataFile(FILE)
    if content is None:
        return
    if IEloketLayer not in registered_layers():
        raise RightsFileError([(1, NOT_INSTALLED)])
    reading = read(content if isinstance(content, bytes) else content.encode())
    purge = reading.purge or bool(context.shouldPurge())
    before, groups = service.own_applications(), service.book().groups
    wanted = wanted_of(before, reading, purge)
    wanted_groups = groups_of(groups, reading, purge)
    if wanted == before and wanted_groups == groups:
        return
    problems = service.set_all(wanted, wanted_groups)
    if problems:
        raise RightsFileError(place_of(problem, reading) for problem in problems)
    record("rights.import", None)


def wanted_of(
    before: list[Application], reading: Reading, purge: bool
) -> list[Application]:
    """Return what a site is to have after the file.

    :raises RightsFileError: it names the built-in application.
    """
    if (NUMBER, None) in reading.lines:
        raise RightsFileError([(reading.lines[NUMBER, None], BUILT_IN)])
    named = {one.number: one for one in reading.applications}
    kept = [] if purge else [one for one in before if one.number not in reading.removed]
    known = {one.number for one in kept}
    changed = [named.get(one.number, one) for one in kept]
    return changed + [one for one in reading.applications if one.number not in known]


def groups_of(
    before: tuple[TargetGroup, ...], reading: Reading, purge: bool
) -> tuple[TargetGroup, ...]:
    """Return the target groups that a site is to have after the file.

    :raises RightsFileError: it takes that of citizens away.
    """
    if CITIZENS in reading.removed_groups:
        raise RightsFileError([(reading.group_lines[CITIZENS], CITIZENS_STAY)])
    named = {one.code: one for one in reading.groups}
    start = USUAL if purge else before
    kept = [one for one in start if one.code not in reading.removed_groups]
    known = {one.code for one in kept}
    changed = [named.get(one.code, one) for one in kept]
    return (*changed, *(one for one in reading.groups if one.code not in known))


def place_of(problem: Problem, reading: Reading) -> tuple[int, str]:
    """Return the line of the file and the words, in English."""
    words = translate(problem.words, target_language="en")
    if problem.group is not None:
        at = reading.group_lines.get(problem.group, 1)
        return at, f"target group {problem.group!r}, {problem.name}: {words}"
    at = reading.lines.get((problem.application, problem.right))
    at = at or reading.lines.get((problem.application, None), 1)
    of = f"application {problem.application!r}"
    if problem.right is not None:
        of += f", right {problem.right!r}"
    return at, f"{of}, {problem.name}: {words}"


def record(action: str, what: str | None) -> None:
    """Write who changes what; nobody when a machine does."""
    actor = api.user.get_current().getId()
    audit.attempt(AuditEntry(actor, "manager", None, action, object=what))


def export_rights(context: IImportContext) -> None:
    """Write what the site has besides the built-in application and usual groups."""
    found, groups = service.own_applications(), service.book().groups
    others = [one for one in groups if one not in USUAL]
    codes = service.book().group_codes
    removed = [one.code for one in USUAL if one.code not in codes]
    if found or others or removed:
        content = write(found, others, removed)
        context.writeDataFile(FILE, content, "text/xml")
