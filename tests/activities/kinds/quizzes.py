"""Questions, answers and whole quizzes for the tests of the quiz."""

from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from madang.activities.counting import Count
from madang.activities.kinds.quiz.answers import QuizAnswer
from madang.activities.kinds.quiz.questions import AnyQuestion, Choice, PutInOrder, Question, TypeIn

SKY: list[dict[str, Any]] = [
    {
        "id": "planet",
        "kind": "choice",
        "text": "Which planet has the Great Red Spot?",
        "options": [{"text": "Mars"}, {"text": "Jupiter", "right": True}, {"text": "Venus"}],
    },
    {"id": "sun", "kind": "true_false", "text": "The sun is a star.", "holds": True, "points": "double"},
    {"id": "moon", "kind": "text", "text": "A moon of Saturn?", "accepted": ["Titan", "엔셀라두스"], "lenient": True},
    {
        "id": "order",
        "kind": "order",
        "text": "From the sun outwards",
        "items": [{"text": "Mercury"}, {"text": "Earth"}, {"text": "Neptune"}],
    },
]

_words = st.sampled_from(["Titan", "titan", "ＴＩＴＡＮ", "Titen", "Rhea", "엔셀라두스", "a  b", "7"])
_texts = st.lists(st.sampled_from("abcdefghij"), min_size=2, max_size=6, unique=True)
_common = {
    "id": st.text("abcdef012", min_size=4, max_size=8),
    "text": st.just("?"),
    "seconds": st.integers(5, 240),
    "points": st.sampled_from(["none", "standard", "double"]),
}


@st.composite
def _choices(draw: st.DrawFn) -> dict[str, Any]:
    texts = draw(_texts)
    several = draw(st.booleans())
    places = st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=len(texts) if several else 1)
    right = draw(places)
    options = [{"text": text, "right": place in right} for place, text in enumerate(texts)]
    return {"kind": "choice", "several": several, "options": options}


_orders = _texts.map(lambda texts: {"kind": "order", "items": [{"text": text} for text in texts]})
_true_false = st.booleans().map(lambda holds: {"kind": "true_false", "holds": holds})
_type_in = st.builds(
    lambda accepted, lenient: {"kind": "text", "accepted": accepted, "lenient": lenient},
    st.lists(_words, min_size=1, max_size=3),
    st.booleans(),
)
_adapter: TypeAdapter[AnyQuestion] = TypeAdapter(Question)

questions = st.builds(
    lambda common, own: _adapter.validate_python(common | own),
    st.fixed_dictionaries(_common),
    _choices() | _orders | _true_false | _type_in,
)


def answers_to(question: AnyQuestion) -> st.SearchStrategy[QuizAnswer]:
    if isinstance(question, TypeIn):
        return _words.map(lambda text: QuizAnswer(text=text))
    if isinstance(question, PutInOrder):
        picks = st.permutations(range(len(question.items))).map(tuple)
    elif isinstance(question, Choice):
        most = len(question.options) if question.several else 1
        places = st.integers(0, len(question.options) - 1)
        picks = st.lists(places, min_size=1, max_size=most, unique=True).map(tuple)
    else:
        picks = st.sampled_from([(0,), (1,)])
    return picks.map(lambda places: QuizAnswer(picks=places))


def counted(question: AnyQuestion, answers: list[QuizAnswer]) -> list[Count]:
    """As the database counts their marks."""
    n: dict[tuple[str, str | None], int] = {}
    for answer in answers:
        mark = question.mark(answer)
        n[mark.part, mark.label] = n.get((mark.part, mark.label), 0) + 1
    return [Count(part, None, label, count) for (part, label), count in n.items()]
