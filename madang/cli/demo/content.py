"""What the example is about: sessions in Korean and English, and the names of people who come."""

from dataclasses import dataclass
from typing import Final, Literal

Ending = Literal["upcoming", "open", "paused", "ended"]


@dataclass(frozen=True)
class Evening:
    title: str
    description: str
    ending: Ending
    guests: int
    anonymous: bool = False


LIVE: Final = Evening("별자리를 읽는 밤", "망원경 없이 찾는 여름 하늘. 담요를 챙겨 오세요.", "open", 0)
OTHERS: Final = (
    Evening("Reading the night sky", "The summer stars without a telescope.", "ended", 24),
    Evening("동네 도서관 이야기 모임", "이달의 책: 여름에 읽은 것들", "ended", 12),
    Evening("Town hall: the new park", "What should grow, what should stay.", "paused", 18, anonymous=True),
    Evening("가을 강연: 소리는 어떻게 퍼지나", "", "upcoming", 0),
)
NAMES: Final = (
    "민서", "지우", "서연", "도윤", "하린", "예준", "은하", "하늘", "수아", "시우", "Ada", "Noor", "Mateo", "Yuki",
    "Lena", "Robin", "Amara", "Jonas", "Priya", "Elif", "다온", "이든", "라온", "가람", "보라", "Mina", "Theo", "Sora",
    "Iris", "Hugo",
)  # fmt: skip


def nickname(number: int) -> str:
    """A different one for each number."""
    name = NAMES[number % len(NAMES)]
    again = number // len(NAMES)
    return f"{name} {again + 1}" if again else name
