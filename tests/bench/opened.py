"""Opens the database of a zope.conf in this process, as the system user."""


def open_root(conf: str):
    """Return the root of the database, with a request around it."""
    # before the configuration is read: importing it afterwards brings a DemoStorage
    from Testing.makerequest import makerequest
    from Zope2.Startup.run import configure_wsgi

    configure_wsgi(conf)
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system
    from zope.globalrequest import setRequest

    import Zope2

    root = makerequest(Zope2.app())
    setRequest(root.REQUEST)
    newSecurityManager(None, system.__of__(root.acl_users))
    return root
