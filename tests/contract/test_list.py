"""contract: the list of one's sessions."""

from typing import Any

import pytest
from sqlalchemy import Engine, event, select, update

from madang.database import Db, now
from madang.sessions import service
from madang.sessions.models import Session
from madang.sessions.schemas import NewSession
from tests.contract.conftest import Cast


def test_newest_first_and_only_ones_own(cast: Cast) -> None:
    titles = [f"Session {number}" for number in range(5)]
    for title in titles:
        cast.session(title)
    cast.bob.post("/api/sessions", json={"title": "Bob's"})
    listed = cast.alice.get("/api/sessions").json()
    assert [session["title"] for session in listed] == titles[::-1]
    assert [session["title"] for session in cast.bob.get("/api/sessions").json()] == ["Bob's"]


def test_each_with_its_count_by_as_many_queries_as_for_one(cast: Cast) -> None:
    def queries() -> int:
        statements: list[Any] = []

        def note(*arguments: Any) -> None:
            statements.append(arguments[2])

        event.listen(Engine, "before_cursor_execute", note)
        try:
            listed = cast.alice.get("/api/sessions?limit=1000").json()
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        assert all(session["participant_count"] == 2 for session in listed)
        return len([statement for statement in statements if "SELECT" in statement])

    def fewest() -> int:
        """What the server does at its own moments does not come each time."""
        return min(queries() for _ in range(3))

    def fill(number: int) -> None:
        for _ in range(number):
            session = cast.open_session()
            for nickname in ("Dora", "Emil"):
                assert cast.join(session["session_code"], nickname).status_code == 201

    fill(1)
    cast.alice.get("/api/sessions")
    few = fewest()
    fill(12)
    assert fewest() == few


def test_pages_hold_everything_once(cast: Cast) -> None:
    created = [cast.session(f"Session {number}")["id"] for number in range(25)]
    found: list[str] = []
    path: str | None = "/api/sessions?limit=10"
    sizes = []
    while path is not None:
        answer = cast.alice.get(path)
        sizes.append(len(answer.json()))
        found += [session["id"] for session in answer.json()]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert sizes == [10, 10, 5]
    assert found == created[::-1]


def test_pages_while_the_list_changes(cast: Cast) -> None:
    """What was there all the time is shown once; the last page, a full one, says that it is the last."""
    created = [cast.session(f"Session {number}")["id"] for number in range(9)][::-1]
    first = cast.alice.get("/api/sessions?limit=3")
    cast.session("A newer one")
    cast.alice.delete(f"/api/sessions/{created[2]}")  # the one that the page ended with
    cast.alice.delete(f"/api/sessions/{created[4]}")
    cast.session("An even newer one")
    second = cast.alice.get(first.links["next"]["url"])
    third = cast.alice.get(second.links["next"]["url"])
    found = [session["id"] for answer in (first, second, third) for session in answer.json()]
    assert found == [*created[:4], *created[5:]]
    assert "link" not in third.headers
    assert not first.links["next"]["url"].startswith("http")


def test_pages_of_one_moment(cast: Cast) -> None:
    """Ten sessions made in the same microsecond: pages hold each of them once."""
    created = [cast.session()["id"] for _ in range(10)]

    def at_once(db: Db) -> None:
        db.execute(update(Session).where(Session.id.in_(created)).values(created_at=now()))

    cast.server.write(at_once)
    found: list[str] = []
    path: str | None = "/api/sessions?limit=5"
    while path is not None:
        answer = cast.alice.get(path)
        found += [session["id"] for session in answer.json()]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert len(found) == 10
    assert set(found) == set(created)


def test_the_next_page_looks_for_the_same(cast: Cast) -> None:
    for number in range(6):
        cast.session(f"Night & day {number}" if number % 2 else "Another")
    answer = cast.alice.get("/api/sessions", params={"q": "night & day", "limit": 2, "phase": "upcoming"})
    following = cast.alice.get(answer.links["next"]["url"])
    titles = [session["title"] for session in answer.json() + following.json()]
    assert titles == ["Night & day 5", "Night & day 3", "Night & day 1"]


def test_a_page_is_bounded(cast: Cast) -> None:
    def fill(db: Db) -> None:
        mine = db.scalars(select(Session.owner_id).where(Session.id == cast.session()["id"])).one()
        for number in range(100):
            service.create(db, mine, NewSession(title=f"Session {number}"))

    cast.server.write(fill)
    answer = cast.alice.get("/api/sessions")
    assert len(answer.json()) == 100
    assert 'rel="next"' in answer.headers["link"]
    assert len(cast.alice.get("/api/sessions?limit=1000").json()) == 101


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=1001", "limit=x", "limit=-1", "limit=1.5", "limit=", "limit=99999999999999999999",
     "after=nonsense", "after=%00", "after=MjAyNi0wMS0wMQ==", "phase=nonsense"],
)  # fmt: skip
def test_queries_that_are_refused(cast: Cast, query: str) -> None:
    answer = cast.alice.get(f"/api/sessions?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_search_and_phase(cast: Cast) -> None:
    night = cast.session("Reading the Night sky")
    open_one = cast.open_session()
    cast.session("100% 한글_제목")

    def titles(query: str) -> list[str]:
        return [session["title"] for session in cast.alice.get(f"/api/sessions?{query}").json()]

    assert titles("q=night") == ["Reading the Night sky"]
    assert titles("q=한글_") == ["100% 한글_제목"]
    assert titles("q=%25") == ["100% 한글_제목"]
    assert titles(f"q={night['session_code'].lower()}") == ["Reading the Night sky"]
    assert titles("q=%00") == []
    assert titles("phase=open") == [open_one["title"]]
    assert len(titles("phase=upcoming")) == 2
