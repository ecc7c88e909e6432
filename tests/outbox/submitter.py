"""A process that puts mails into the outbox of a real database, as Zope would.

python -m tests.outbox.submitter zope.conf [mail port]

With a mail port it makes the site first. Then it puts one mail per line of its input,
the line being the subject, and answers each with the job id. The line ``?`` puts
nothing and is answered with the number of jobs that still wait.
"""

from collective.eloket.loading import load_zope

import sys
import transaction


SITE = "gemeente"
ASKED = "?"


def make_site(app, mail_port: int) -> None:
    from plone.registry.interfaces import IRegistry
    from Products.CMFPlone.factory import addPloneSite
    from zope.component import getUtility
    from zope.component.hooks import setSite

    site = addPloneSite(
        app,
        SITE,
        title="Gemeente Testegem",
        distribution_name="classic",
        default_language="nl",
        portal_timezone="Europe/Brussels",
        setup_content=False,
    )
    setSite(site)
    site.portal_setup.runAllImportStepsFromProfile("collective.eloket:default")
    registry = getUtility(IRegistry)
    registry["plone.email_from_name"] = "E-loket Testegem"
    registry["plone.email_from_address"] = "e-loket@testegem.example"
    registry["plone.smtp_host"] = "127.0.0.1"
    registry["plone.smtp_port"] = mail_port
    transaction.commit()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(conf: str, mail_port: str = "") -> None:
    load_zope(conf)
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system
    from collective.eloket.outbox import service as outbox
    from collective.eloket.outbox.sites import with_request
    from zope.component.hooks import setSite
    from zope.globalrequest import setRequest

    import Zope2

    app = with_request(Zope2.app())
    setRequest(app.REQUEST)
    newSecurityManager(None, system.__of__(app.acl_users))
    if mail_port:
        make_site(app, int(mail_port))
    setSite(app[SITE])
    say("ready")
    for line in sys.stdin:
        transaction.begin()
        if line.strip() == ASKED:
            say(str(outbox.waiting(app[SITE])))
            continue
        body = "Dag Noor,\n\nUw document staat klaar.\n"
        mail = {"to": "noor@voorbeeld.example", "subject": line.strip(), "body": body}
        job_id = outbox.put("mail", mail)
        transaction.commit()
        say(job_id)


if __name__ == "__main__":
    main(*sys.argv[1:])
