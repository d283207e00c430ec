"""What happens in the example's live session: activities of every kind, in running order."""

from dataclasses import dataclass, field
from typing import Any, Final


@dataclass(frozen=True)
class Item:
    """One activity. `seconds` is how long the demo stays with it."""

    kind: str
    title: str
    config: dict[str, Any] = field(default_factory=dict)
    notes: str | None = None
    results_shown: bool | None = None
    seconds: float = 18


def _texts(*texts: str) -> list[dict[str, Any]]:
    return [{"id": "abcdefgh"[place], "text": text} for place, text in enumerate(texts)]


BESIDE: Final = (
    Item("questions", "무엇이든 물어보세요"),
    Item("chat", "이야기 마당", {"slow": 5}),
    Item("reactions", "반응을 보내 주세요"),
)
ON_STAGE: Final = (
    Item(
        "choice",
        "오늘 가장 먼저 찾고 싶은 별자리는?",
        {
            "options": [
                {"id": "a", "text": "백조자리", "emoji": "🦢"},
                {"id": "b", "text": "거문고자리", "emoji": "🎶"},
                {"id": "c", "text": "독수리자리", "emoji": "🦅"},
                {"id": "d", "text": "전갈자리", "emoji": "🦂"},
            ]
        },
        notes="손을 든 사람에게 이유를 한 번 물어보기.",
    ),
    Item("word_cloud", "밤하늘 하면 떠오르는 말은?", {"most": 3}),
    Item(
        "rating",
        "이야기는 어땠나요?",
        {
            "statements": _texts("쉽게 이해됐다", "더 듣고 싶다", "오늘 밤 직접 찾아보겠다"),
            "low": "아니다",
            "high": "그렇다",
        },
    ),
    Item(
        "estimate",
        "맨눈으로 볼 수 있는 별은 몇 개쯤일까요?",
        {"least": 0, "most": 20_000, "unit": "개", "truth": 9_096},
        notes="결과를 먼저 보여 주고, 정답은 잠시 뒤에.",
        results_shown=True,
    ),
    Item(
        "ranking",
        "별 보러 가기 좋은 곳을 순서대로 골라 주세요",
        {"items": _texts("산꼭대기", "바닷가", "시골 마당", "도시 옥상")},
    ),
    Item("open_text", "오늘 밤 누구에게 어떤 별을 보여 주고 싶나요?", {"most": 2}),
    Item(
        "quiz",
        "별자리 퀴즈",
        {
            "questions": [
                {
                    "kind": "choice",
                    "text": "여름 대삼각형에 들지 않는 별은?",
                    "seconds": 12,
                    "options": [
                        {"text": "베가"},
                        {"text": "데네브"},
                        {"text": "알타이르"},
                        {"text": "시리우스", "right": True},
                    ],
                },
                {"kind": "true_false", "text": "북극성은 밤하늘에서 가장 밝은 별이다", "holds": False, "seconds": 10},
                {
                    "kind": "text",
                    "text": "견우성은 어느 별자리에 있나요?",
                    "accepted": ["독수리자리", "독수리", "Aquila"],
                    "lenient": True,
                    "seconds": 15,
                },
                {
                    "kind": "order",
                    "text": "가까운 것부터 차례로",
                    "items": [{"text": "달"}, {"text": "태양"}, {"text": "시리우스"}, {"text": "안드로메다은하"}],
                    "points": "double",
                    "seconds": 15,
                },
            ]
        },
    ),
)
