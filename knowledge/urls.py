from django.urls import path

from knowledge import log_views, missed, views

app_name = "knowledge"
urlpatterns = [
    path("zoeken/", views.SearchView.as_view(), name="search"),
    path("zoeken/log/", log_views.log_search, name="search-log"),
    path("zoeken/suggesties/", views.suggest, name="suggestions"),
    path("zoeken/gemist/", missed.MissedView.as_view(), name="missed"),
    path("zoeken/gemist/dank/", missed.MissedThanksView.as_view(), name="missed-thanks"),
    path("kennis/", views.PublicationListView.as_view(), name="list"),
    path("kennis/<slug:slug>/", views.PublicationDetailView.as_view(), name="detail"),
    path("dossiers/", views.DossierListView.as_view(), name="dossier-list"),
    path("dossiers/<slug:slug>/", views.DossierDetailView.as_view(), name="dossier-detail"),
    path("themas/", views.ThemesView.as_view(), name="themes"),
    path("begrippen/<slug:scheme>/<slug:slug>/", views.ConceptDetailView.as_view(), name="concept"),
]
