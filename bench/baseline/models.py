from django.contrib.postgres.search import SearchVectorField
from django.db import models

from knowledge.models import KnowledgeItem


class Document(models.Model):
    """The stored text of a practice; bench/inside/documents.py makes the table."""

    item = models.OneToOneField(
        KnowledgeItem, models.DO_NOTHING, primary_key=True, related_name="document"
    )
    vector = SearchVectorField()

    class Meta:
        managed = False
        db_table = "bench_document"

    def __str__(self) -> str:
        return str(self.item)
