import pytest

from tests.constraints import changed, refusal
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_organisation_has_a_name():
    organisation = changed(OrganisationFactory(), name="")

    assert refusal(organisation, "organisation_named") == ["Een organisatie heeft een naam."]


def test_organisation_is_shown_by_its_name():
    assert str(OrganisationFactory(name="Gemeente Zwolle")) == "Gemeente Zwolle"
