"""What stands in the index, whatever keys its rows have."""

from collections import Counter

from search.models import Document, Form, Nearness, Posting, Term


def tables():
    """Return all that the index says, without the keys that its tables happen to have."""
    texts = dict(Term.objects.values_list("pk", "text"))
    return {
        "terms": dict(Term.objects.values_list("text", "documents")),
        "postings": {
            (texts[term], document): weight
            for term, document, weight in Posting.objects.values_list("term", "document", "weight")
        },
        "forms": dict(Form.objects.values_list("text", "documents")),
        "rests": set(Nearness.objects.values_list("form__text", "rest")),
        "documents": {row.pop("number"): row for row in Document.objects.values()},
    }


def counted():
    """Return in how many documents each term and each form stands, counted from the rows."""
    texts = dict(Term.objects.values_list("pk", "text"))
    terms = Counter(texts[term] for term in Posting.objects.values_list("term", flat=True))
    forms = Counter(
        form for forms in Document.objects.values_list("forms", flat=True) for form in forms.split()
    )
    return dict(terms), dict(forms)
