import pytest

from tests.constraints import changed, refusal
from tests.factories import PublicationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [1799, 2101])
def test_publication_year_is_plausible(year):
    publication = changed(PublicationFactory(), year=year)

    assert refusal(publication, "publication_year_plausible") == [
        "Vul een jaartal in tussen 1800 en 2100."
    ]


@pytest.mark.parametrize("year", [1800, 2100, None])
def test_publication_year_is_allowed(year):
    publication = PublicationFactory(year=year)

    publication.full_clean()

    assert publication.year == year
