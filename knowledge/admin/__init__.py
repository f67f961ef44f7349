from knowledge.admin.concepts import ConceptAdmin, ConceptSchemeAdmin
from knowledge.admin.dossiers import DossierAdmin, DossierChapterAdmin
from knowledge.admin.items import ItemAdmin, KnowledgeItemAdmin
from knowledge.admin.places import MunicipalityAdmin, OrganisationAdmin, ProvinceAdmin
from knowledge.admin.publications import PublicationAdmin

__all__ = [
    "ConceptAdmin",
    "ConceptSchemeAdmin",
    "DossierAdmin",
    "DossierChapterAdmin",
    "ItemAdmin",
    "KnowledgeItemAdmin",
    "MunicipalityAdmin",
    "OrganisationAdmin",
    "ProvinceAdmin",
    "PublicationAdmin",
]
