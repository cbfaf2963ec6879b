"""What a member can do, said once for the pages and once for the API.

A test that takes `face` runs through both, so neither can drift from the rules.
"""

from dataclasses import dataclass
from html import unescape
from typing import Any, Literal, Protocol

from django.test import Client

from accounts.models import User
from debates.models import Argument, Debate
from tests.faces_appeals import AppealApi, AppealFace, AppealPages
from tests.faces_bibliography import BibliographyApi, BibliographyFace, BibliographyPages
from tests.faces_cases import CaseApi, CaseFace, CasePages
from tests.faces_checks import CheckApi, CheckFace, CheckPages
from tests.faces_cruxes import CruxApi, CruxFace, CruxPages
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
    BibliographyFace,
    CaseFace,
    CheckFace,
    CruxFace,
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
    def open_debate(self, question: str, **words: Any) -> Outcome: ...
    def edit_debate(self, debate: Debate, *, read: int, **words: Any) -> Outcome: ...
    def close(self, debate: Debate, because: str = "") -> Outcome: ...
    def reopen(self, debate: Debate, because: str = "") -> Outcome: ...
    def post_claim(self, debate: Debate, statement: str, reasoning: str = "") -> Outcome: ...
    def support(self, argument: Argument, statement: str) -> Outcome: ...
    def post_counterclaim(self, argument: Argument, statement: str) -> Outcome: ...
    def edit(self, argument: Argument, statement: str, *, read: int) -> Outcome: ...
    def withdraw(self, argument: Argument) -> Outcome: ...
    def cast_vote(self, argument: Argument, position: str | None) -> Outcome: ...
    def hide(self, argument: Argument, rule: str, reason: str) -> Outcome: ...
    def restore(self, argument: Argument, rule: str, reason: str) -> Outcome: ...
    def invite(self, debate: Debate, name: str) -> Outcome: ...


class Pages(
    ReadingPages,  # First: others read by it.
    AppealPages,
    BibliographyPages,
    CasePages,
    CheckPages,
    CruxPages,
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

    def open_debate(self, question: str, **words: Any) -> Outcome:
        return self._post("/debates/new/", {"visibility": "public", "question": question, **words})

    def edit_debate(self, debate: Debate, *, read: int, **words: Any) -> Outcome:
        kept: dict[str, Any] = {"question": debate.question, "visibility": debate.visibility}
        kept |= {"context": "", "is_blind": debate.is_blind}
        return self._post(f"/debates/{debate.slug}/edit/", kept | words | {"version": str(read)})

    def close(self, debate: Debate, because: str = "") -> Outcome:
        return self._post(f"/debates/{debate.slug}/close/", {"reason": because})

    def reopen(self, debate: Debate, because: str = "") -> Outcome:
        return self._post(f"/debates/{debate.slug}/reopen/", {"reason": because})

    def post_claim(self, debate: Debate, statement: str, reasoning: str = "") -> Outcome:
        words = {"statement": statement, "reasoning": reasoning}
        return self._post(f"/debates/{debate.slug}/claims/new/", words)

    def support(self, argument: Argument, statement: str) -> Outcome:
        return self._post(f"/arguments/{argument.pk}/support/", {"statement": statement})

    def post_counterclaim(self, argument: Argument, statement: str) -> Outcome:
        return self._post(f"/arguments/{argument.pk}/counter/", {"statement": statement})

    def edit(self, argument: Argument, statement: str, *, read: int) -> Outcome:
        words = {"statement": statement, "reasoning": "", "version": str(read)}
        return self._post(f"/arguments/{argument.pk}/edit/", words)

    def withdraw(self, argument: Argument) -> Outcome:
        return self._post(f"/arguments/{argument.pk}/withdraw/", {"sure": "yes"})

    def cast_vote(self, argument: Argument, position: str | None) -> Outcome:
        return self._post(f"/arguments/{argument.pk}/vote/", {"position": position or "none"})

    def hide(self, argument: Argument, rule: str, reason: str) -> Outcome:
        return self._post(f"/arguments/{argument.pk}/hide/", {"rule": rule, "reason": reason})

    def restore(self, argument: Argument, rule: str, reason: str) -> Outcome:
        return self._post(f"/arguments/{argument.pk}/restore/", {"rule": rule, "reason": reason})

    def invite(self, debate: Debate, name: str) -> Outcome:
        return self._post(f"/debates/{debate.slug}/people/", {"name": name})

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
    BibliographyApi,
    CaseApi,
    CheckApi,
    CruxApi,
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

    def open_debate(self, question: str, **words: Any) -> Outcome:
        return self._send("post", "debates", {"question": question, **words})

    def edit_debate(self, debate: Debate, *, read: int, **words: Any) -> Outcome:
        return self._patch(f"debates/{debate.slug}", words, read, debate.version)

    def close(self, debate: Debate, because: str = "") -> Outcome:
        return self._send("put", f"debates/{debate.slug}/closing", {"reason": because})

    def reopen(self, debate: Debate, because: str = "") -> Outcome:
        return self._send("delete", f"debates/{debate.slug}/closing", {"reason": because})

    def post_claim(self, debate: Debate, statement: str, reasoning: str = "") -> Outcome:
        words = {"kind": "claim", "statement": statement, "reasoning": reasoning}
        return self._send("post", f"debates/{debate.slug}/arguments", words)

    def support(self, argument: Argument, statement: str) -> Outcome:
        words = {"kind": "claim", "statement": statement}
        return self._send("post", f"arguments/{argument.pk}/replies", words)

    def post_counterclaim(self, argument: Argument, statement: str) -> Outcome:
        words = {"kind": "counterclaim", "statement": statement}
        return self._send("post", f"arguments/{argument.pk}/replies", words)

    def edit(self, argument: Argument, statement: str, *, read: int) -> Outcome:
        words = {"statement": statement}
        return self._patch(f"arguments/{argument.pk}", words, read, argument.version)

    def withdraw(self, argument: Argument) -> Outcome:
        return self._send("delete", f"arguments/{argument.pk}")

    def cast_vote(self, argument: Argument, position: str | None) -> Outcome:
        return self._send("put", f"arguments/{argument.pk}/vote", {"position": position})

    def hide(self, argument: Argument, rule: str, reason: str) -> Outcome:
        words = {"rule": rule, "reason": reason}
        return self._send("put", f"arguments/{argument.pk}/hiding", words)

    def restore(self, argument: Argument, rule: str, reason: str) -> Outcome:
        words = {"rule": rule, "reason": reason}
        return self._send("delete", f"arguments/{argument.pk}/hiding", words)

    def invite(self, debate: Debate, name: str) -> Outcome:
        return self._send("post", f"debates/{debate.slug}/members", {"name": name})

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
