"""All that there is on the host of the files, where one is set."""

from django.urls import path

from config.urls import handler400, handler403, handler500  # noqa: F401 - Django looks for them here
from debates.pages.views.files import give_file

urlpatterns = [path("files/<str:ticket>/", give_file)]

handler404 = "config.errors.bare_not_found"
