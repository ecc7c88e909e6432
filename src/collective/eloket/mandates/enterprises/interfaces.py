"""What acting for organisations asks of others."""

from zope.interface import Interface


class IEnterpriseRegister(Interface):
    """Which organisations there are, and who represents them: the KBO, or a copy.

    A utility without a name. It is asked at each question whether somebody may act for
    an organisation: answer from nearby, within a millisecond.
    """

    def find(number):
        """Return the ``model.Organisation`` of an OrganisationNumber, or None.

        Those that ended are told too, as not active.

        :raises EnterpriseRegisterSilentError: the register cannot tell now.
        """

    def represented_by(number):
        """Return the OrganisationNumbers of all that this person represents.

        ``number`` is a NationalNumber; nothing for somebody unknown.

        :raises EnterpriseRegisterSilentError: the register cannot tell now.
        """
