"""Two Zopes on one PostgreSQL, as children of one that is loaded already.

python -m tests.cluster.nodes zope.conf port port

Makes a site with one document, then answers with the process ids of the Zopes. It ends
when its input does.
"""

from tests.outbox.killed import open_own_database
from tests.outbox.submitter import make_site
from tests.outbox.submitter import say
from tests.outbox.submitter import SITE

import os
import sys
import transaction


#: Nobody takes mail there.
NOWHERE = 9


def prepare() -> None:
    """Make the site, and close the database: each child opens one of its own."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system
    from collective.eloket.outbox.sites import with_request
    from plone import api
    from tests.cases.house import make_desk
    from zope.globalrequest import setRequest

    import Zope2

    app = with_request(Zope2.app())
    setRequest(app.REQUEST)
    newSecurityManager(None, system.__of__(app.acl_users))
    make_site(app, NOWHERE)
    desk = make_desk(app[SITE])
    document = desk["uittreksel"]
    document.level = None
    assert api.content.get_state(document) == "published"
    transaction.commit()
    app._p_jar.close()
    setRequest(None)
    Zope2.DB.close()


def serve(port: int) -> None:
    """Serve for ever, with a database of one's own."""
    from ZPublisher.WSGIPublisher import publish_module

    import waitress

    open_own_database()
    waitress.serve(
        publish_module,
        listen=f"127.0.0.1:{port}",
        threads=2,
        ident=None,
        clear_untrusted_proxy_headers=False,
    )


def main(conf: str, *ports: str) -> None:
    from Zope2.Startup.run import configure_wsgi

    configure_wsgi(conf)
    prepare()
    children = []
    for port in ports:
        child = os.fork()
        if child == 0:
            try:
                serve(int(port))
            finally:
                os._exit(1)
        children.append(child)
    say(" ".join(map(str, children)))
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
