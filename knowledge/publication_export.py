from typing import ClassVar

from django.utils import timezone

from knowledge.exporting import Column, ExportView, joined
from knowledge.models import Publication
from knowledge.prose import to_plain
from knowledge.sheets import Cell
from knowledge.views import PublicationListView


def _concepts(title: str, scheme: str) -> Column:
    return Column(title, lambda item: joined(item.concepts_in(scheme)), 24)


def _published(item: Publication) -> Cell:
    return item.published_at and timezone.localdate(item.published_at)


class PublicationExportView(ExportView):
    list_view = PublicationListView
    queryset = Publication.objects.published().for_cards().prefetch_related("sources")
    name = "kennis"
    columns: ClassVar = [
        Column("Adres", lambda item: item.slug, 30),
        Column("Titel", lambda item: item.title, 40),
        Column("Samenvatting", lambda item: item.summary, 60),
        Column("Tekst", lambda item: to_plain(item.body), 60),
        Column("Soort", lambda item: item.get_type_display(), 20),
        Column("Uitgever", lambda item: item.publisher, 24),
        Column("Jaar", lambda item: item.year, 10),
        _concepts("Thema", "thema"),
        _concepts("Doelgroep", "doelgroep"),
        _concepts("Gedragsinzicht", "gedragsinzicht"),
        _concepts("Werkwijze", "werkwijze"),
        _concepts("Leefgebied", "leefgebied"),
        Column("Nagekeken op", lambda item: item.reviewed_on, 14),
        Column("Bronnen", lambda item: "\n".join(one.url for one in item.sources.all()), 40),
        Column("Gepubliceerd op", _published, 14),
    ]
