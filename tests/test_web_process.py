"""What the web process loads: no parser and no mathematics that only the worker needs."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from debates.models import Debate
from tests.factories import a_claim, some_evidence

ROOT = Path(__file__).resolve().parent.parent

SERVED = """
import sys
import config.wsgi
from django.test import Client
for path in sys.argv[1:]:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert b"".join(answer), path
heavy = "sklearn scipy numpy PIL lxml citeproc bibtexparser pylatexenc urllib3".split()
print([name for name in heavy if name in sys.modules])
"""


@pytest.mark.django_db(transaction=True)
def test_the_web_process_loads_only_what_it_needs(debate: Debate) -> None:
    """The rest takes more memory than its workers have."""
    some_evidence(a_claim(debate))
    server, own = urlsplit(os.environ["DATABASE_URL"]), connection.settings_dict["NAME"]
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "DATABASE_URL": urlunsplit(server._replace(path=f"/{own}")),
    }
    at = f"debates/{debate.slug}"
    paths = [
        *(f"/{at}/", f"/{at}/people/", f"/api/v1/{at}/landscape", "/about/"),
        *(f"/{at}/bibliography/", f"/{at}/bibliography.bib", f"/{at}/bibliography.json"),
    ]
    ran = subprocess.run(
        [sys.executable, "-c", SERVED, *paths],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.splitlines()[-1:] == ["[]"], ran.stderr
