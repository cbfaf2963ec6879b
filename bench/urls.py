"""The site's own addresses and two bare ones."""

from django.urls import include, path

from bench import views

urlpatterns = [
    path("bench/page/<int:debate>", views.page),
    path("bench/vote/<int:argument>", views.vote),
    path("", include("config.urls")),
]
