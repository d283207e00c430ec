"""What simulated people answer and write, by kind of activity."""

import random
from collections.abc import Callable
from typing import Any, Final

Config = dict[str, Any]
Reply = dict[str, Any]

WORDS: Final = (
    "별", "은하수", "달", "고요", "여름밤", "별똥별", "소원", "우주", "캠핑", "바람", "어린 시절", "꿈", "망원경",
    "설렘",
    "stars", "Milky Way", "silence", "wonder", "북두칠성", "달빛", "시골", "풀벌레", "낭만", "신화",
)  # fmt: skip
WALL: Final = (
    "할머니께 직녀성을 보여 드리고 싶어요.",
    "딸에게 백조자리를요. 아직 한 번도 못 봤거든요.",
    "오래된 친구에게 북두칠성을, 함께 걷던 길에서.",
    "My brother, and the whole Milky Way.",
    "같이 온 짝꿍에게 견우성을!",
    "고양이에게 사자자리를 보여 줄래요.",
    "미래의 나에게 오늘의 별똥별을.",
    "도시에서 자란 조카에게 은하수를.",
)
QUESTIONS: Final = (
    "별자리는 누가 정했나요?",
    "도시에서도 은하수를 볼 수 있나요?",
    "별의 색은 왜 다른가요?",
    "초보자는 쌍안경과 망원경 가운데 무엇이 좋을까요?",
    "Which app do you use to find stars?",
    "우리나라 옛 별자리도 있나요?",
    "북극성은 정말 안 움직이나요?",
    "별똥별을 보려면 언제가 좋나요?",
)
MESSAGES: Final = (
    "안녕하세요!", "여기 구름이 걷히고 있어요", "담요 가져오길 잘했네요", "와, 방금 별똥별!", "Hello from the back row",
    "거문고자리 찾았어요", "커피 더 있나요?", "사진은 어디에 올리면 되나요?", "오늘 정말 재미있어요", "저도 봤어요!",
)  # fmt: skip


def _choice(config: Config) -> Reply:
    ids = [option["id"] for option in config["options"]]
    weights = [len(ids) - place for place in range(len(ids))]
    if not config.get("multiple"):
        return {"options": random.choices(ids, weights)}
    return {"options": random.sample(ids, random.randint(config["least"], config["most"] or len(ids)))}


def _rating(config: Config) -> Reply:
    points = config["points"]
    liked = (round(random.triangular(1, points, points * 0.8)) for _ in config["statements"])
    return {"values": {one["id"]: value for one, value in zip(config["statements"], liked, strict=True)}}


def _estimate(config: Config) -> Reply:
    least, most = config["least"] or 0, config["most"] or 1000
    return {"value": round(random.triangular(least, most, least + (most - least) * 0.4), -2)}


def _ranking(config: Config) -> Reply:
    ids = [item["id"] for item in config["items"]]
    order = sorted(ids, key=lambda name: ids.index(name) + random.uniform(-1.8, 1.8))
    return {"order": order[: config["places"] or len(ids)]}


def _word_cloud(config: Config) -> Reply:
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    return {"words": list(dict.fromkeys(random.choices(WORDS, weights, k=config["most"])))}


def _quiz(config: Config) -> Reply | None:
    question = config["question"]
    match question and question["asks"]:
        case "one" | "several":
            return {"picks": [random.choice(range(len(question.get("items", "12"))))]}
        case "text":
            return {"text": random.choice(("독수리자리", "독수리 자리", "거문고자리", "aquila"))}
        case "order":
            places = list(range(len(question["items"])))
            return {"picks": random.sample(places, len(places))}
    return None


def _mood(config: Config) -> Reply | None:
    return {"mood": random.choice(("faster", "slower", "lost", "fine", "fine", "fine"))} if config["mood"] else None


_REPLIES: Final[dict[str, Callable[[Config], Reply | None]]] = {
    "choice": _choice,
    "rating": _rating,
    "estimate": _estimate,
    "ranking": _ranking,
    "word_cloud": _word_cloud,
    "quiz": _quiz,
    "reactions": _mood,
}
_TEXTS: Final = {"open_text": WALL, "questions": QUESTIONS, "chat": MESSAGES}


def reply(kind: str, config: Config) -> Reply | None:
    """An answer to what is asked; None where this kind asks for none now."""
    return _REPLIES[kind](config) if kind in _REPLIES else None


def text(kind: str) -> str | None:
    """Something to write, where people write."""
    return random.choice(_TEXTS[kind]) if kind in _TEXTS else None
