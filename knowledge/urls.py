from django.urls import path

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("zoeken/", views.SearchView.as_view(), name="search"),
    path("kennis/", views.PublicationListView.as_view(), name="list"),
    path("kennis/<slug:slug>/", views.PublicationDetailView.as_view(), name="detail"),
    path("dossiers/", views.DossierListView.as_view(), name="dossier-list"),
    path("dossiers/<slug:slug>/", views.DossierDetailView.as_view(), name="dossier-detail"),
    path("themas/", views.ThemesView.as_view(), name="themes"),
    path("begrippen/<slug:scheme>/<slug:slug>/", views.ConceptDetailView.as_view(), name="concept"),
]
