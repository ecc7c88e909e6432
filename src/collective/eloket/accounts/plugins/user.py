"""The user object of a citizen: one property sheet, and the roles of a citizen."""

from collective.eloket.accounts.plugins.sheet import CitizenSheet
from Products.PlonePAS.plugins.ufactory import PloneUser


ROLE = "Citizen"
#: What a citizen may be; whatever else is granted to the id is not heard.
ROLES = frozenset({ROLE, "Authenticated"})


class CitizenUser(PloneUser):
    """Has no sheet but ours, so nothing can be written behind it.

    PlonePAS writes a property that the first sheet refuses into the next one
    (``PloneUser.setProperties``); here there is no next one, in whatever order the
    plugins of a site stand.
    """

    def addPropertysheet(self, id, data):
        """Keep our own sheet, and no other."""
        if isinstance(data, CitizenSheet):
            super().addPropertysheet(id, data)

    def _addRoles(self, roles=()):
        super()._addRoles(ROLES.intersection(roles))
