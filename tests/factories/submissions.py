from datetime import UTC, datetime

import factory

from practices.models import Practice, Submission
from tests.factories.accounts import UserFactory
from tests.factories.practices import PracticeFactory


class SubmissionFactory(factory.django.DjangoModelFactory[Submission]):
    """A draft with the five answers; ``sent=True`` for one that the editors have."""

    class Meta:
        model = Submission

    class Params:
        sent = factory.Trait(
            practice=factory.SubFactory(
                PracticeFactory,
                title="Geldcoach in de buurt",
                status=Practice.Status.SUBMITTED,
                published_at=None,
                content_digest="",
                body="Een coach helpt.",
            ),
            submitted_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        )

    author = factory.SubFactory(UserFactory)
    fields = factory.LazyFunction(
        lambda: {
            "title": "Geldcoach in de buurt",
            "places": "Stichting Voorbeeld",
            "background": "Veel mensen hebben schulden.",
            "body": "Een coach helpt.",
            "people": "Mensen met schulden.",
        }
    )
