"""Somebody with an account, in the browser, without the way through the log-in form."""


def sign_in(page, site, *, email="lid@kennisplaats.example", is_staff=False):
    """Make the account if it is not there, and give ``page`` its session."""
    key = site.inside("session_of", email, is_staff)
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": site.origin}])
