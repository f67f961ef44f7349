from knowledge.history import track
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
from knowledge.models.reminder import Reminder
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
    "Reminder",
    "Source",
    "Task",
]

# What can be worked out of the other columns, or is kept for the machinery, is no history.
WORKED_OUT = ["folded_title", "folded_text", "theme_count", "source_count", "content_digest"]
CHECKED = ["check_result", "check_detail", "checked_at"]

track(Publication, excluded_fields=WORKED_OUT)
track(Dossier, excluded_fields=WORKED_OUT)
track(DossierChapter, row_of=("dossier", Dossier))
track(DossierEntry, row_of=("chapter__dossier", Dossier))
track(ConceptAssignment, row_of=("content_object", KnowledgeItem))
track(Source, row_of=("item", KnowledgeItem), excluded_fields=CHECKED)
track(CompassReading, row_of=("item", KnowledgeItem))
track(Relation, row_of=("from_item", KnowledgeItem))
track(Concept, excluded_fields=["folded_name"], m2m_fields=["related"])
track(AlternativeLabel, row_of=("concept", Concept), excluded_fields=["folded"])
track(Municipality)
track(MunicipalityName, row_of=("municipality", Municipality), excluded_fields=["folded"])
