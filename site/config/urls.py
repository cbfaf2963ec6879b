from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config.health import healthz
from debates.pages.views.members import delete_account

# Staff come in by the same door as everyone, with its limits and second factors.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/delete/", delete_account, name="delete-account"),
    path("", include("accounts.urls")),
    path("api/v1/", include("debates.api.urls")),
    path("admin/", admin.site.urls),
    path("", include("debates.pages.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
