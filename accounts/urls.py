from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.MineView.as_view(), name="mine"),
    path("gegevens/", views.DataView.as_view(), name="my-data"),
    path("account-verwijderen/", views.RemovalView.as_view(), name="removal"),
    path("account-verwijderd/", views.RemovedView.as_view(), name="removed"),
]
