"""Evidence and its sources, as both faces say them."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.exchange.works import facts_of
from debates.models import Argument, Debate, Evidence, Source
from debates.rules import edition_of

if TYPE_CHECKING:
    from tests.faces import Outcome

OF_SOURCE = ("url", "doi", "title", "kind", "authors", "published", "container", "publisher")


class SourceFace(Protocol):
    def add_evidence(self, argument: Argument, **words: Any) -> "Outcome": ...
    def withdraw_evidence(self, evidence: Evidence) -> "Outcome": ...
    def read_evidence_of(self, argument: Argument) -> "Outcome": ...
    def read_evidence_in(self, debate: Debate) -> "Outcome": ...
    def read_source(self, source: Source) -> "Outcome": ...
    def edit_source(
        self, source: Source, *, read: int | None = None, **words: Any
    ) -> "Outcome": ...
    def merge_sources(self, gone: Source, into: Source) -> "Outcome": ...
    def look_up_source(self, **words: Any) -> "Outcome": ...


class SourcePages:
    def withdraw_evidence(self, evidence: Evidence) -> "Outcome":
        return self._post(f"/evidence/{evidence.pk}/withdraw/", {"sure": "yes"})

    def add_evidence(self, argument: Argument, **words: Any) -> "Outcome":
        said = {"kind": "article", "stance": "supports"} | words
        return self._post(f"/arguments/{argument.pk}/evidence/new/", said)

    def read_evidence_of(self, argument: Argument) -> "Outcome":
        return self._outcome(self.client.get(f"/arguments/{argument.pk}/"))

    def read_evidence_in(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/evidence/"))

    def read_source(self, source: Source) -> "Outcome":
        return self._outcome(self.client.get(f"/sources/{source.pk}/", follow=True))

    def edit_source(self, source: Source, *, read: int | None = None, **words: Any) -> "Outcome":
        shown = self.client.get(f"/sources/{source.pk}/edit/")
        if shown.status_code != 200:
            return self._outcome(shown)
        source.refresh_from_db()
        version = str(edition_of(source) if read is None else read)
        said = facts_of(source.csl) | {"kind": source.kind, "version": version}
        return self._post(f"/sources/{source.pk}/edit/", said | words)

    def merge_sources(self, gone: Source, into: Source) -> "Outcome":
        return self._post(f"/sources/{gone.pk}/merge/", {"into": str(into.pk)})

    def look_up_source(self, **words: Any) -> "Outcome":
        return self._outcome(self.client.get("/sources/known/", words))

    # The face that this is a part of has these.
    client: Any

    def _post(self, path: str, words: dict[str, str]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class SourceApi:
    def withdraw_evidence(self, evidence: Evidence) -> "Outcome":
        return self._send("delete", f"evidence/{evidence.pk}")

    def add_evidence(self, argument: Argument, **words: Any) -> "Outcome":
        source: dict[str, Any] = {name: words.pop(name) for name in OF_SOURCE if name in words}
        if "authors" in source:
            source["authors"] = source["authors"].split("\n")
        return self._send("post", f"arguments/{argument.pk}/evidence", {"source": source, **words})

    def read_evidence_of(self, argument: Argument) -> "Outcome":
        return self._send("get", f"arguments/{argument.pk}/evidence")

    def read_evidence_in(self, debate: Debate) -> "Outcome":
        return self._send("get", f"debates/{debate.slug}/evidence")

    def read_source(self, source: Source) -> "Outcome":
        return self._send("get", f"sources/{source.pk}")

    def edit_source(self, source: Source, *, read: int | None = None, **words: Any) -> "Outcome":
        source.refresh_from_db()
        if "authors" in words:
            words["authors"] = words["authors"].split("\n")
        tag = f'"v{edition_of(source) if read is None else read}-x"'
        return self._send("patch", f"sources/{source.pk}", words, **{"If-Match": tag})

    def merge_sources(self, gone: Source, into: Source) -> "Outcome":
        return self._send("put", f"sources/{gone.pk}/merging", {"into": into.pk})

    def look_up_source(self, **words: Any) -> "Outcome":
        return self._outcome(self.client.get("/api/v1/sources/lookup", words))

    # The face that this is a part of has these.
    client: Any

    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError
