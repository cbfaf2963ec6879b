"""What a member can do, said once for the pages and once for the API.

A test that takes `face` runs through both, so neither can drift from the rules.
"""

from dataclasses import dataclass
from html import unescape
from typing import Any, Literal, Protocol

from django.test import Client

from accounts.models import User
from tests.faces_appeals import AppealApi, AppealFace, AppealPages
from tests.faces_arguments import ArgumentApi, ArgumentFace, ArgumentPages
from tests.faces_bibliography import BibliographyApi, BibliographyFace, BibliographyPages
from tests.faces_cases import CaseApi, CaseFace, CasePages
from tests.faces_checks import CheckApi, CheckFace, CheckPages
from tests.faces_cruxes import CruxApi, CruxFace, CruxPages
from tests.faces_debates import DebateApi, DebateFace, DebatePages
from tests.faces_fairness import FairnessApi, FairnessFace, FairnessPages
from tests.faces_files import FileApi, FileFace, FilePages
from tests.faces_flags import FlagApi, FlagFace, FlagPages
from tests.faces_members import MemberApi, MemberFace, MemberPages
from tests.faces_merges import MergeApi, MergeFace, MergePages
from tests.faces_outcomes import ApiOutcomes, OutcomeFace, PageOutcomes
from tests.faces_reading import ReadingApi, ReadingFace, ReadingPages
from tests.faces_record import RecordApi, RecordFace, RecordPages
from tests.faces_remarks import RemarkApi, RemarkFace, RemarkPages
from tests.faces_requests import RequestsApi, RequestsFace, RequestsPages
from tests.faces_retraction import RetractionApi, RetractionFace, RetractionPages
from tests.faces_revising import RevisingApi, RevisingFace, RevisingPages
from tests.faces_roles import RolesApi, RolesFace, RolesPages
from tests.faces_sources import SourceApi, SourceFace, SourcePages
from tests.faces_splitting import SplittingApi, SplittingFace, SplittingPages
from tests.faces_suggestions import SuggestionApi, SuggestionFace, SuggestionPages
from tests.faces_threads import ThreadApi, ThreadFace, ThreadPages

What = Literal["done", "unfit", "refused", "signed out", "stale", "absent", "too many"]


@dataclass(frozen=True)
class Outcome:
    """What became of an act, in either face's way of saying it, and the text that was shown."""

    what: What
    text: str


class Face(
    AppealFace,
    ArgumentFace,
    BibliographyFace,
    CaseFace,
    CheckFace,
    CruxFace,
    DebateFace,
    FairnessFace,
    FileFace,
    FlagFace,
    MemberFace,
    MergeFace,
    OutcomeFace,
    ReadingFace,
    RecordFace,
    RemarkFace,
    RequestsFace,
    RetractionFace,
    RevisingFace,
    RolesFace,
    SourceFace,
    SplittingFace,
    SuggestionFace,
    ThreadFace,
    Protocol,
):
    def sign_in(self, member: User) -> None: ...


class Pages(
    ReadingPages,  # First: others read by it.
    AppealPages,
    ArgumentPages,
    BibliographyPages,
    CasePages,
    CheckPages,
    CruxPages,
    DebatePages,
    FairnessPages,
    FilePages,
    FlagPages,
    MemberPages,
    MergePages,
    PageOutcomes,
    RecordPages,
    RemarkPages,
    RequestsPages,
    RetractionPages,
    RevisingPages,
    RolesPages,
    SourcePages,
    SplittingPages,
    SuggestionPages,
    ThreadPages,
):
    """The pages, by a browser without JavaScript."""

    def __init__(self) -> None:
        self.client = Client()

    def sign_in(self, member: User) -> None:
        self.client.force_login(member)

    def _post(self, path: str, words: dict[str, Any]) -> Outcome:
        return self._outcome(self.client.post(path, words))

    def _outcome(self, response: Any) -> Outcome:
        what: dict[int, What] = {400: "unfit", 403: "refused", 404: "absent", 200: "done"}
        if response.status_code == 302:
            signed_out = "/login/" in response["Location"]
            return Outcome("signed out" if signed_out else "done", "")
        text = unescape(response.content.decode())
        if response.status_code == 400 and "meanwhile" in text:
            return Outcome("stale", text)
        return Outcome(what[response.status_code], text)


class Api(
    ReadingApi,  # First: others read by it.
    ApiOutcomes,
    AppealApi,
    ArgumentApi,
    BibliographyApi,
    CaseApi,
    CheckApi,
    CruxApi,
    DebateApi,
    FairnessApi,
    FileApi,
    FlagApi,
    RecordApi,
    MemberApi,
    MergeApi,
    RemarkApi,
    RequestsApi,
    RetractionApi,
    RevisingApi,
    RolesApi,
    SourceApi,
    SplittingApi,
    SuggestionApi,
    ThreadApi,
):
    """The API, by a browser's session."""

    def __init__(self) -> None:
        self.client = Client()

    def sign_in(self, member: User) -> None:
        self.client.force_login(member)

    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> Outcome:
        send = getattr(self.client, method)
        sent = {"data": words, "content_type": "application/json"} if words is not None else {}
        return self._outcome(send(f"/api/v1/{path}", **sent, headers=headers))

    def _patch(self, path: str, words: Any, read: int, present: int) -> Outcome:
        tag = self.client.get(f"/api/v1/{path}").headers.get("ETag", '"1"')
        tag = tag.replace(str(present), str(read)) if read != present else tag
        return self._send("patch", path, words, **{"If-Match": tag})

    def _outcome(self, response: Any) -> Outcome:
        what: dict[int, What] = {
            **{200: "done", 201: "done", 202: "done", 204: "done"},
            **{400: "unfit", 401: "signed out", 403: "refused", 404: "absent", 412: "stale"},
            429: "too many",
        }
        text = "" if not response.content else repr(response.json())
        return Outcome(what[response.status_code], text)
