"""The index: which document has which term, and how much that term says about it."""

from django.db import models


class Term(models.Model):
    """
    A stem, or a label, which begins with ``#`` and no word can be.

    ``documents`` is how many documents have it; kept with the postings, in one
    transaction.
    """

    text = models.CharField(max_length=80, unique=True)
    documents = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.text


class Posting(models.Model):
    """
    That a document has a term; ``weight`` is BM25 without the rarity, times 1,000.

    Plain numbers and not foreign keys: checking millions of them makes a
    rebuild several times slower, and only ``search.store`` writes here. The
    weight is part of the key so that ranking reads the index alone.
    """

    pk = models.CompositePrimaryKey("term", "document", "weight")
    term = models.IntegerField()
    document = models.IntegerField(db_index=True)
    weight = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.term} in {self.document}"


class Form(models.Model):
    """A word as it is written somewhere, for completion and repair."""

    text = models.CharField(max_length=60, unique=True)
    documents = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.text


class Nearness(models.Model):
    """What is left of the beginning of a form without one letter: typing errors meet there."""

    rest = models.CharField(max_length=8, db_index=True)
    form = models.ForeignKey(Form, models.CASCADE, related_name="near")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "rest"], name="rest_once_per_form")]

    def __str__(self) -> str:
        return f"{self.rest} van {self.form}"


class Document(models.Model):
    """
    What was indexed of a document, by its number.

    ``text`` has a field on each line, the title first; ``forms`` and ``labels``
    are joined by spaces. ``digest`` tells whether indexing again would change
    anything.
    """

    number = models.IntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    # Kept, and not taken from the text again: other rules would find other words in it.
    forms = models.TextField(blank=True)
    labels = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.text.partition("\n")[0]


class State(models.Model):
    """The one row whose ``stamp`` becomes another with every change that a visitor could see."""

    stamp = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="state_is_one_row", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.stamp)
