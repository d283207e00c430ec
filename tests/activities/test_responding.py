"""Responses of a whole hall: one each, committed before the answer, none after the close."""

import asyncio
import random
from typing import Any

import pytest

from madang.activities import phone_routes
from madang.activities.kinds.reactions import routes as reactions
from madang.activities.posts import routes as posts
from tests.activities.talk import OPTIONS, Phone, Talk, play


def test_ten_posts_at_once_from_each_of_200_phones_count_200(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        fixed = await talk.add("choice", config={"options": OPTIONS, "changeable": False})
        await act.call("POST", "/open")
        phones = await asyncio.gather(*(talk.phone(f"Name {number}") for number in range(200)))
        sent = [(phone, random.choice("ab")) for phone in phones for _ in range(10)]
        random.shuffle(sent)
        answers = await asyncio.gather(*(phone.answer(act, options=[option]) for phone, option in sent))
        assert len(answers) == 2000
        results = await act.results()
        assert (results["n"], sum(results["counts"])) == (200, 200)

        async def once(phone: Phone, option: str) -> bool:
            answer = await talk.house.client.post(
                f"/api/activities/{fixed.id}/response",
                headers={"Authorization": f"Bearer {phone.token}"},
                json={"answer": {"options": [option]}},
            )
            assert answer.status_code in (200, 409)
            return answer.status_code == 200

        kept = await asyncio.gather(*(once(*one) for one in sent))
        results = await fixed.results()
        assert (results["n"], sum(results["counts"])) == (200, 200)
        assert 200 <= sum(kept) < 2000

    play(database_url, scenario)


def test_a_response_after_the_close_is_refused_and_not_counted(database_url: str) -> None:
    """Whatever was answered with a 2xx is counted, and nothing else, wherever the close falls."""

    async def scenario(talk: Talk) -> None:
        phones = [await talk.phone(f"Name {number}") for number in range(20)]
        for _ in range(8):
            act = await talk.add("choice", config={"options": OPTIONS})

            async def respond(phone: Phone, act_id: str) -> int:
                await asyncio.sleep(random.random() * 0.02)
                answer = await talk.house.client.post(
                    f"/api/activities/{act_id}/response",
                    headers={"Authorization": f"Bearer {phone.token}"},
                    json={"answer": {"options": ["a"]}},
                )
                return answer.status_code

            async def close(path: str) -> int:
                await asyncio.sleep(random.random() * 0.02)
                await talk.house.call("POST", f"{path}/close")
                return 0

            statuses = await asyncio.gather(*(respond(phone, act.id) for phone in phones), close(act.path))
            assert set(statuses) <= {0, 200, 409}
            assert (await act.results())["n"] == statuses.count(200)

    play(database_url, scenario)


def test_every_way_to_write_is_bounded_for_each_phone(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And bounded for that phone alone: another one is not stopped."""
    monkeypatch.setattr(phone_routes, "RESPONSES", "2/day")
    monkeypatch.setattr(posts, "POSTS", "2/day")
    monkeypatch.setattr(posts, "VOTES", "2/day")
    monkeypatch.setattr(reactions, "TAPS", "2/day")

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        names = ("Answers", "Takes back", "Writes", "Edits", "Deletes", "Votes", "Taps")
        phones = [await talk.phone(name) for name in names]
        ways: tuple[tuple[str, str, dict[str, Any] | None], ...] = (
            ("POST", "/response", {"answer": {"options": ["a"]}}),
            ("DELETE", "/response", None),
            ("POST", "/posts", {"text": "Why?"}),
            ("PUT", f"/posts/{act.id}", {"text": "Why not?"}),
            ("DELETE", f"/posts/{act.id}", None),
            ("POST", f"/posts/{act.id}/vote", {"on": True}),
            ("POST", "/reactions/taps", {"taps": {"👏": 1}}),
        )
        for phone, (method, path, body) in zip(phones, ways, strict=True):
            answers = [
                await talk.house.client.request(
                    method,
                    f"/api/activities/{act.id}{path}",
                    json=body,
                    headers={"Authorization": f"Bearer {phone.token}"},
                )
                for _ in range(3)
            ]
            assert [answer.status_code == 429 for answer in answers] == [False, False, True], (method, path)
            assert int(answers[-1].headers["retry-after"]) > 0
        await (await talk.phone("Carol")).answer(act, options=["b"])

    play(database_url, scenario, limits="on")
