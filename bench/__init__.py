"""
How fast the portal is, and against what: ``python -m bench`` from the root of the checkout.

Makes its own database with synthetic items, starts the production server on it and asks it for
pages, in turn with two other servers: the *floor*, a Django view that sends the same bytes and
does nothing else, and the *baseline*, the same list as anybody would write it in Django. Read
the ratios: seconds on a shared machine prove nothing. ``python -m bench --help`` lists the options.
"""
