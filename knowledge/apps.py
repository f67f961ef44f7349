from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from accounts import mine  # noqa: PLC0415 -- models exist only now
        from knowledge import (  # noqa: PLC0415 -- likewise
            completeness,
            indexing,
            models,
            profile,
            watching,
            workflow,
        )
        from knowledge.kinds import kinds  # noqa: PLC0415 -- likewise
        from knowledge.workbench import items, queue, standard  # noqa: PLC0415 -- likewise

        watching.watch(
            models.AlternativeLabel,
            models.CompassReading,
            models.Concept,
            models.ConceptAssignment,
            models.ConceptScheme,
            models.Dossier,
            models.DossierChapter,
            models.DossierEntry,
            models.KnowledgeItem,
            models.Municipality,
            models.MunicipalityName,
            models.Organisation,
            models.Province,
            models.PublicChange,
            models.Publication,
            models.Relation,
            models.Source,
        )
        indexing.follow()
        completeness.follow()
        queue.register(*standard.QUEUES)
        for kind in kinds():
            workflow.on_change(kind=kind.name, tell=items.follow)
        mine.show(profile.SECTION)
