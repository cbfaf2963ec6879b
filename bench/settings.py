"""The site as production runs it, with the bare views to compare with beside it."""

from typing import Any

from config import settings as site
from config.environment import ROOT

# All of the product's settings, and then what differs: that is what this module is.
from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
_engines: list[Any] = list(site.TEMPLATES)
_engines[1]["DIRS"] = [ROOT / "bench" / "templates"]
