"""What a stock page says when a full store, or what it lies in, is to be deleted."""

from Products.CMFPlone.browser.exceptions import ExceptionView


class StoreNotEmpty(ExceptionView):
    """Plone's own error page, with the right status."""

    def __call__(self):
        page = super().__call__()
        self.request.response.setStatus(self.context.status, lock=1)
        return page
