"""The talk that the pictures show, in both languages."""

from dataclasses import dataclass
from typing import Any, Final

Activity = tuple[str, str, dict[str, Any]]
"""Kind, title and configuration."""

NAMES: Final = ("하늘", "은하", "지우", "도윤", "Ada", "Noor", "서연", "Mateo", "예준", "Yuki", "하린", "Lena")


@dataclass(frozen=True)
class Words:
    title: str
    description: str
    nickname: str
    chosen: str
    """What the phone in the picture chooses."""
    cloud: tuple[str, ...]
    activities: dict[str, Activity]


def _options(*texts: str) -> list[dict[str, str]]:
    emoji = ("🦢", "🎶", "🦅", "🦂")
    return [{"id": "abcd"[place], "text": text, "emoji": emoji[place]} for place, text in enumerate(texts)]


def _question(text: str, *options: str) -> dict[str, Any]:
    """The first option is right."""
    answers = [{"text": option, "right": place == 0} for place, option in enumerate(options)]
    return {"kind": "choice", "text": text, "seconds": 60, "options": answers}


TALKS: Final = {
    "ko": Words(
        title="별자리를 읽는 밤",
        description="망원경 없이 찾는 여름 하늘",
        nickname="민서",
        chosen="백조자리",
        cloud=(
            "별", "은하수", "달", "고요", "여름밤", "별똥별", "소원", "우주", "캠핑", "바람", "어린 시절", "꿈",
            "망원경", "설렘", "북두칠성", "달빛", "시골", "풀벌레", "낭만", "신화",
        ),
        activities={
            "poll": (
                "choice",
                "오늘 가장 먼저 찾고 싶은 별자리는?",
                {"options": _options("백조자리", "거문고자리", "독수리자리", "전갈자리")},
            ),
            "cloud": ("word_cloud", "밤하늘 하면 떠오르는 말은?", {}),
            "rating": ("rating", "지금까지의 이야기는 어땠나요?", {}),
            "quiz": (
                "quiz",
                "별자리 퀴즈",
                {"questions": [_question("여름 대삼각형에 들지 않는 별은?", "시리우스", "베가", "데네브", "알타이르")]},
            ),
            "wall": ("open_text", "오늘 밤 누구에게 어떤 별을 보여 주고 싶나요?", {}),
            "questions": ("questions", "무엇이든 물어보세요", {}),
            "chat": ("chat", "이야기 마당", {}),
            "reactions": ("reactions", "반응을 보내 주세요", {}),
        },
    ),
    "en": Words(
        title="Reading the night sky",
        description="The summer stars without a telescope",
        nickname="Robin",
        chosen="The Swan",
        cloud=(
            "stars", "Milky Way", "moon", "silence", "summer", "wonder", "wishes", "space", "camping", "wind",
            "childhood", "dreams", "telescope", "myths", "Big Dipper", "moonlight", "crickets", "light years",
        ),
        activities={
            "poll": (
                "choice",
                "Which constellation do we look for first?",
                {"options": _options("The Swan", "The Lyre", "The Eagle", "The Scorpion")},
            ),
            "cloud": ("word_cloud", "What comes to mind when you see the night sky?", {}),
            "rating": ("rating", "How was the talk so far?", {}),
            "quiz": (
                "quiz",
                "The quiz of the night",
                {"questions": [_question("Which star is not in the Triangle?", "Sirius", "Vega", "Deneb", "Altair")]},
            ),
            "wall": ("open_text", "Whom would you show which star tonight?", {}),
            "questions": ("questions", "Ask anything", {}),
            "chat": ("chat", "Back row", {}),
            "reactions": ("reactions", "How do you like it?", {}),
        },
    ),
}  # fmt: skip
