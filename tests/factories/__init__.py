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
from tests.factories.search_log import AskedQueryFactory, ClickFactory, MissedSearchFactory
from tests.factories.submissions import SubmissionFactory

__all__ = [
    "AskedQueryFactory",
    "ClickFactory",
    "CompassReadingFactory",
    "ConceptFactory",
    "ConceptSchemeFactory",
    "DossierChapterFactory",
    "DossierEntryFactory",
    "DossierFactory",
    "MissedSearchFactory",
    "MunicipalityFactory",
    "OrganisationFactory",
    "PracticeFactory",
    "ProvinceFactory",
    "PublicationFactory",
    "RelationFactory",
    "SourceFactory",
    "SubmissionFactory",
    "UserFactory",
]
