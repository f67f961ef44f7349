from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from knowledge import indexing, models, watching  # noqa: PLC0415 -- models exist only now

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
            models.Publication,
            models.Relation,
            models.Source,
        )
        indexing.follow()
