from knowledge.admin.concepts import ConceptAdmin, ConceptSchemeAdmin
from knowledge.admin.dossiers import DossierAdmin, DossierChapterAdmin
from knowledge.admin.items import ItemAdmin, KnowledgeItemAdmin
from knowledge.admin.places import MunicipalityAdmin, OrganisationAdmin, ProvinceAdmin
from knowledge.admin.proposals import ConceptProposalAdmin
from knowledge.admin.publications import PublicationAdmin
from knowledge.admin.search_log import AskedQueryAdmin, MissedSearchAdmin

__all__ = [
    "AskedQueryAdmin",
    "ConceptAdmin",
    "ConceptProposalAdmin",
    "ConceptSchemeAdmin",
    "DossierAdmin",
    "DossierChapterAdmin",
    "ItemAdmin",
    "KnowledgeItemAdmin",
    "MissedSearchAdmin",
    "MunicipalityAdmin",
    "OrganisationAdmin",
    "ProvinceAdmin",
    "PublicationAdmin",
]
