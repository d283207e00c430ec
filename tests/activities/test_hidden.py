"""What an audience must not see is in no frame of its stream and in no answer that it can get."""

import json
from typing import Any

from tests.activities.talk import Act, Phone, Talk, play
from tests.room.house import House, Open

DRAFT = {"options": [{"id": "secret_id_1", "text": "An option of a draft"}, {"id": "b", "text": "Another"}]}
OPTIONS = {"options": [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}]}
NOTES = "What only the presenter reads"


async def everything_a_phone_gets(served: House, phone: Phone, activities: list[Act]) -> str:
    """Every answer of every route for phones."""
    paths = ["participants/me", "participants/me/activities", *(f"activities/{act.id}/posts" for act in activities)]
    bodies = [("POST", f"activities/{act.id}/response", {"answer": {"options": ["nothing"]}}) for act in activities]
    calls: list[tuple[str, str, Any]] = [*(("GET", path, None) for path in paths), *bodies]
    texts = []
    for method, path, body in calls:
        headers = {"Authorization": f"Bearer {phone.token}"}
        answer = await served.client.request(method, f"/api/{path}", headers=headers, json=body)
        assert answer.status_code < 500
        texts.append(answer.text)
    return "\n".join(texts)


async def settled(streams: list[Open], title: str) -> str:
    """All frames, once each of them shows the session's new title."""
    for stream in streams:
        await stream.shows("session", "title", title)
    return "\n".join(stream.view.raw.decode() for stream in streams)


def found(text: str, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if secret in text]


def test_drafts_notes_and_hidden_results(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        draft = await talk.add("choice", "A title of a draft", config=DRAFT, notes=NOTES, opened=False)
        hidden = await talk.add("choice", "A title for all", config=OPTIONS, notes=NOTES, results_shown=False)
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        streams = [bob.stream(), await talk.screen(), talk.house.visitor(talk.session)]
        for stream in streams:
            await stream.caught_up()
        await bob.answer(hidden, options=["a"])
        await carol.answer(hidden, options=["b"])
        await draft.call("PUT", title="A new title of a draft")
        await draft.call("PUT", "/results", shown=False)
        await hidden.call("POST", "/close")
        await talk.house.call("PUT", talk.path, title="Nearly done")
        frames = await settled(streams, "Nearly done")
        answers = await everything_a_phone_gets(talk.house, bob, [draft, hidden])
        secrets = ["title of a draft", "option of a draft", "secret_id_1", NOTES, draft.id, '"counts"', "Carol"]
        assert found(frames, secrets) == []
        assert found(answers, [secret for secret in secrets if secret != draft.id]) == []
        assert "A title for all" in frames
        presenter = talk.presenter()
        await presenter.caught_up()
        shown = presenter.view.raw.decode()
        for_presenters = ["A new title of a draft", "secret_id_1", NOTES, '"counts"']
        assert found(shown, for_presenters) == for_presenters

    play(database_url, scenario)


def test_names_stay_with_the_presenter(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config=OPTIONS, anonymous=False)
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        streams = [bob.stream(), await talk.screen()]
        await carol.answer(act, options=["b"])
        await talk.house.call("PUT", talk.path, title="Nearly done")
        frames = await settled(streams, "Nearly done")
        assert found(frames, ["Carol", carol.id, carol.token]) == []
        rows = await talk.house.call("GET", f"{act.path}/responses")
        assert "Carol" in json.dumps(rows)

    play(database_url, scenario)
