"""Workers and submitters that are killed at a step, as children of one loaded Zope.

python -m tests.outbox.killed zope.conf

Each line of the input is an act and its argument; each is answered with a line:

``put kind subject``: put a job and commit; its id, or ``refused`` and the error
``submit step``: a child puts a mail and dies at the step; its signal
``work step``: a child works on the queue and dies at the step; its signal
``drain``: a child works until nothing is left; 0
``rounds number``: a child looks so often for work; 0
``done subject``: how often the effect of that subject was written to the database

A child is forked from a Zope that is loaded, and opens a database of its own. It is a
process like any other, and SIGKILL ends it like any other; but it costs a tenth of a
second, where a worker that starts costs five.
"""

from tests.outbox.submitter import say
from tests.outbox.submitter import SITE

import os
import signal
import sys
import transaction


#: Annotation of the site: subject → how often.
DONE = "tests.outbox.done"
#: A child that was not killed after so many seconds ends by itself, with this signal.
PATIENCE_SECONDS = 60


class Effect:
    """A job whose effects are in the database: a count, and a mail that it puts."""

    def perform(self, payload, context) -> None:
        from collective.eloket.outbox import service as outbox
        from persistent.mapping import PersistentMapping
        from zope.annotation.interfaces import IAnnotations

        done = IAnnotations(context.site).setdefault(DONE, PersistentMapping())
        subject = payload["subject"]
        done[subject] = done.get(subject, 0) + 1
        outbox.put("mail", payload)


class House:
    """The loaded Zope; ``site`` is opened anew for each act."""

    def __init__(self, conf: str) -> None:
        from Zope2.Startup.run import configure_wsgi

        configure_wsgi(conf)
        from collective.eloket.interfaces import IJobHandler
        from zope.component import provideUtility
        from zope.interface import classImplements

        classImplements(Effect, IJobHandler)
        provideUtility(Effect(), IJobHandler, name="effect")

    def site(self):
        from collective.eloket.outbox.sites import with_request
        from zope.component.hooks import setSite
        from zope.globalrequest import setRequest

        import Zope2

        transaction.begin()
        app = with_request(Zope2.app())
        setRequest(app.REQUEST)
        setSite(app[SITE])
        return app[SITE]

    def put(self, kind: str, subject: str) -> str:
        from collective.eloket.outbox import service as outbox
        from ZODB.POSException import StorageError

        site = self.site()
        body = "Dag Noor,\n\nUw document staat klaar.\n"
        mail = {"to": "noor@voorbeeld.example", "subject": subject, "body": body}
        job_id = outbox.put(kind, mail)
        try:
            transaction.commit()
        except StorageError as error:
            transaction.abort()
            job_id = f"refused {type(error).__name__}"
        site._p_jar.close()
        return job_id

    def done(self, subject: str) -> str:
        from zope.annotation.interfaces import IAnnotations

        site = self.site()
        found = IAnnotations(site).get(DONE, {}).get(subject, 0)
        transaction.abort()
        site._p_jar.close()
        return str(found)

    def submit(self, step: str) -> str:
        return self._in_child(step, lambda: self.put("mail", "never committed"))

    def work(self, step: str) -> str:
        return self._in_child(step, _work_for_ever)

    def drain(self) -> str:
        return self._in_child("", _drain)

    def rounds(self, number: str) -> str:
        return self._in_child("", lambda: _look(int(number)))

    def _in_child(self, step: str, act) -> str:
        transaction.abort()
        child = os.fork()
        if child == 0:
            # whatever happens, this child never goes on as the parent would
            status = 1
            try:
                signal.alarm(PATIENCE_SECONDS)
                os.environ["ELOKET_KILL_AT"] = step
                open_own_database()
                act()
                status = 0
            finally:
                os._exit(status)
        _pid, status = os.waitpid(child, 0)
        return str(os.waitstatus_to_exitcode(status))


def _worker():
    from collective.eloket.outbox.worker import Worker

    worker = Worker()
    # its chores are not what is looked at here
    worker._looked = worker._swept
    return worker


def _work_for_ever() -> None:
    worker = _worker()
    while True:
        worker.round()


def _drain() -> None:
    from collective.eloket.outbox.worker import AT_ONCE

    worker = _worker()
    while worker.round() == AT_ONCE:
        pass


def _look(number: int) -> None:
    worker = _worker()
    for _round in range(number):
        worker.round()


def open_own_database() -> None:
    """Leave the parent's connection to the database to the parent."""
    from App.config import getConfiguration
    from App.ZApplication import ZApplicationWrapper
    from OFS.Application import Application

    import Zope2

    table = getConfiguration().dbtab
    table.databases.clear()
    Zope2.DB = table.getDatabase("/", is_root=1)
    Zope2.bobo_application = ZApplicationWrapper(Zope2.DB, "Application", Application)


def main(conf: str) -> None:
    house = House(conf)
    say("ready")
    for line in sys.stdin:
        act, *words = line.split()
        say(getattr(house, act)(*words))


if __name__ == "__main__":
    main(*sys.argv[1:])
