"""How the tests work a list with facets, the way a visitor does."""

from contextlib import contextmanager

from playwright.sync_api import expect

PRACTICES = "/praktijkvoorbeelden/"


def box(page, facet, value):
    return page.locator(f'#lijst input[name="{facet}"][value="{value}"]')


def promise(page, facet, value):
    """Return how long the list will be with this box ticked, as the page says itself."""
    return box(page, facet, value).get_attribute("data-n")


def count(page):
    return page.locator("#aantal").get_attribute("data-count")


def slugs(page):
    """Return what the list counts; what is only related is not of it."""
    return page.locator("#lijst [data-slug]:not([data-related] *)").evaluate_all(
        "(all) => all.map((e) => e.dataset.slug)"
    )


def titles(page):
    return page.locator("#lijst .ams-card__link").all_inner_texts()


def chosen(page):
    """Return the ticked boxes as (facet, value)."""
    pairs = page.locator("#lijst input:checked").evaluate_all(
        "(all) => all.map((e) => [e.name, e.value])"
    )
    return {tuple(pair) for pair in pairs}


def asked(page):
    """Return the parameters of the address, as a visitor could have typed them."""
    return page.evaluate(
        "[...new URLSearchParams(location.search)].map(([name, value]) => `${name}=${value}`)"
    )


@contextmanager
def new_list(page):
    """Do something that replaces the list, in this same page; go on when it is there."""
    page.evaluate("document.getElementById('lijst').dataset.old = ''; window.isSamePage = true")
    yield
    expect(page.locator("#lijst:not([data-old])")).to_be_visible()
    assert page.evaluate("window.isSamePage === true"), "the whole page was loaded"


def tick(page, facet, value):
    with new_list(page):
        box(page, facet, value).click()


def open_facet(page, facet):
    page.locator(f"#filter-{facet}:not([open]) > summary").click()
