from tests.factories.accounts import UserFactory
from tests.factories.knowledge import (
    CompassReadingFactory,
    ConceptFactory,
    ConceptSchemeFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    DossierFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProvinceFactory,
    PublicationFactory,
    RelationFactory,
    SourceFactory,
)
from tests.factories.practices import PracticeFactory

__all__ = [
    "CompassReadingFactory",
    "ConceptFactory",
    "ConceptSchemeFactory",
    "DossierChapterFactory",
    "DossierEntryFactory",
    "DossierFactory",
    "MunicipalityFactory",
    "OrganisationFactory",
    "PracticeFactory",
    "ProvinceFactory",
    "PublicationFactory",
    "RelationFactory",
    "SourceFactory",
    "UserFactory",
]
