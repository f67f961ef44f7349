from knowledge.models.compass import CompassReading
from knowledge.models.concept import AlternativeLabel, Concept, ConceptAssignment, ConceptScheme
from knowledge.models.curating import (
    ConceptProposal,
    Editing,
    FieldComment,
    PublicChange,
    Task,
)
from knowledge.models.dossier import Dossier, DossierChapter, DossierEntry
from knowledge.models.item import KnowledgeItem, KnowledgeItemQuerySet
from knowledge.models.merged import MergedConcept
from knowledge.models.organisation import Organisation
from knowledge.models.place import Municipality, MunicipalityName, Province
from knowledge.models.profile import Profile
from knowledge.models.publication import Publication
from knowledge.models.relation import Relation
from knowledge.models.search_log import AskedQuery, Click, MissedSearch
from knowledge.models.source import Source

__all__ = [
    "AlternativeLabel",
    "AskedQuery",
    "Click",
    "CompassReading",
    "Concept",
    "ConceptAssignment",
    "ConceptProposal",
    "ConceptScheme",
    "Dossier",
    "DossierChapter",
    "DossierEntry",
    "Editing",
    "FieldComment",
    "KnowledgeItem",
    "KnowledgeItemQuerySet",
    "MergedConcept",
    "MissedSearch",
    "Municipality",
    "MunicipalityName",
    "Organisation",
    "Profile",
    "Province",
    "PublicChange",
    "Publication",
    "Relation",
    "Source",
    "Task",
]
