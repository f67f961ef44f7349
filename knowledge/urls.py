from django.urls import path

from knowledge import log_views, missed, profile_views, views
from knowledge.publication_export import PublicationExportView
from knowledge.skos import views as skos_views

app_name = "knowledge"
urlpatterns = [
    path("zoeken/", views.SearchView.as_view(), name="search"),
    path("zoeken/log/", log_views.log_search, name="search-log"),
    path("zoeken/suggesties/", views.suggest, name="suggestions"),
    path("zoeken/gemist/", missed.MissedView.as_view(), name="missed"),
    path("zoeken/gemist/dank/", missed.MissedThanksView.as_view(), name="missed-thanks"),
    path("kennis/", views.PublicationListView.as_view(), name="list"),
    path("kennis/export.xlsx", PublicationExportView.as_view(form="xlsx"), name="export-xlsx"),
    path("kennis/export.csv", PublicationExportView.as_view(form="csv"), name="export-csv"),
    path("kennis/<slug:slug>/", views.PublicationDetailView.as_view(), name="detail"),
    path("dossiers/", views.DossierListView.as_view(), name="dossier-list"),
    path("dossiers/<slug:slug>/", views.DossierDetailView.as_view(), name="dossier-detail"),
    path("thesaurus.ttl", skos_views.thesaurus_ttl, name="thesaurus-ttl"),
    path("thesaurus.jsonld", skos_views.thesaurus_jsonld, name="thesaurus-jsonld"),
    path("mijn/profiel/", profile_views.ProfileView.as_view(), name="profile"),
    path("themas/", views.ThemesView.as_view(), name="themes"),
    path("begrippen/<slug:scheme>/<slug:slug>/", views.ConceptDetailView.as_view(), name="concept"),
]
