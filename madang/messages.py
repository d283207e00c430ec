"""Every sentence that the server says to people, in Korean and English."""

from collections.abc import Mapping
from typing import Final, Literal

Language = Literal["ko", "en"]

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "title_too_short": ("제목은 2글자 이상이어야 합니다.", "The title must have at least 2 characters."),
    "title_too_long": ("제목은 100글자 이하여야 합니다.", "The title must have at most 100 characters."),
    "description_too_long": (
        "설명은 2,000글자 이하여야 합니다.",
        "The description must have at most 2,000 characters.",
    ),
    "nickname_too_short": ("닉네임을 입력해 주세요.", "Please enter a nickname."),
    "nickname_too_long": ("닉네임은 20글자 이하여야 합니다.", "The nickname must have at most 20 characters."),
    "name_too_short": ("이름을 입력해 주세요.", "Please enter a name."),
    "name_too_long": ("이름은 60글자 이하여야 합니다.", "The name must have at most 60 characters."),
    "passcode_too_short": ("참여 암호는 4글자 이상이어야 합니다.", "The passcode must have at least 4 characters."),
    "passcode_too_long": ("참여 암호는 32글자 이하여야 합니다.", "The passcode must have at most 32 characters."),
    "password_too_short": ("비밀번호는 8글자 이상이어야 합니다.", "The password must have at least 8 characters."),
    "password_too_long": ("비밀번호는 256글자 이하여야 합니다.", "The password must have at most 256 characters."),
    "email_invalid": ("이메일 주소가 올바르지 않습니다.", "This is not an e-mail address."),
    "text_not_allowed": (
        "쓸 수 없는 문자(제어 문자 등)가 들어 있습니다.",
        "The text holds a character that is not allowed, such as a control character.",
    ),
    "field_missing": ("꼭 필요한 값이 빠졌습니다.", "A required value is missing."),
    "field_unknown": ("알 수 없는 항목입니다.", "This field is not known."),
    "field_invalid": ("값이 올바르지 않습니다.", "The value is not valid."),
    "json_invalid": ("JSON 형식이 올바르지 않습니다.", "The body is not valid JSON."),
    "body_too_large": ("요청이 너무 큽니다(64 KiB까지).", "The request is too large (at most 64 KiB)."),
    "not_signed_in": ("로그인이 필요합니다.", "Please sign in."),
    "not_joined": ("참여 정보가 더 이상 유효하지 않습니다. 다시 참여해 주세요.", "Please join the session again."),
    "wrong_credentials": ("이메일 또는 비밀번호가 맞지 않습니다.", "The e-mail address or the password is wrong."),
    "wrong_password": ("현재 비밀번호가 맞지 않습니다.", "The current password is wrong."),
    "email_taken": ("이미 가입된 이메일입니다.", "There is an account with this e-mail address already."),
    "registration_closed": (
        "이 서버는 가입을 받지 않습니다. 관리자에게 문의해 주세요.",
        "This server takes no new accounts. Please ask its administrator.",
    ),
    "reset_link_used": (
        "이미 사용했거나 만료된 링크입니다.",
        "This link was used already or has expired.",
    ),
    "too_many_tokens": ("API 토큰은 100개까지 만들 수 있습니다.", "An account has at most 100 API tokens."),
    "origin_refused": ("다른 사이트에서 온 요청은 받지 않습니다.", "A request from another site is refused."),
    "session_upcoming": ("아직 시작하지 않은 세션입니다.", "This session has not started yet."),
    "session_paused": ("잠시 멈춘 세션입니다.", "This session is paused."),
    "session_ended": ("끝난 세션입니다.", "This session has ended."),
    "session_locked": ("지금은 새로 참여할 수 없습니다.", "Nobody new can join right now."),
    "session_full": (
        "참여 인원이 가득 찼습니다. 진행자에게 알린 뒤 다시 시도해 주세요.",
        "This session is full. Tell the presenter, then try again.",
    ),
    "passcode_required": ("참여 암호를 입력해 주세요.", "Please enter the passcode."),
    "passcode_wrong": ("참여 암호가 맞지 않습니다.", "The passcode is wrong."),
    "nickname_taken": ("이미 쓰고 있는 닉네임입니다.", "Somebody uses this nickname already."),
    "removed": ("진행자가 이 세션에서 내보냈습니다.", "The presenter has removed you from this session."),
    "invitation_gone": (
        "더 이상 쓸 수 없는 초대 링크입니다. 새 링크를 부탁해 주세요.",
        "This invitation is no longer valid. Please ask for a new one.",
    ),
    "removed_from_crew": (
        "이 세션의 팀에서 빠졌습니다. 새 초대 링크를 부탁해 주세요.",
        "You were removed from this session's team. Please ask for a new invitation.",
    ),
    "too_many_invitations": ("초대 링크는 20개까지 만들 수 있습니다.", "A session has at most 20 invitations."),
    "crew_full": ("팀에는 100명까지 들어올 수 있습니다.", "A team has at most 100 members."),
    "owner_stays": ("내가 만든 세션에서는 나갈 수 없습니다.", "You cannot leave a session of your own."),
    "prompt_too_short": ("질문이나 제목을 입력해 주세요.", "Please enter a prompt."),
    "prompt_too_long": ("질문은 300글자 이하여야 합니다.", "The prompt must have at most 300 characters."),
    "notes_too_long": ("메모는 4,000글자 이하여야 합니다.", "The notes must have at most 4,000 characters."),
    "activity_not_found": ("이 활동을 찾을 수 없습니다.", "There is no such activity."),
    "kind_unknown": ("알 수 없는 활동 종류입니다.", "This kind of activity is not known."),
    "kind_is_named": ("이 활동은 익명으로 할 수 없습니다.", "This kind of activity needs names."),
    "has_responses": (
        "이미 응답이 있어 익명 여부를 바꿀 수 없습니다.",
        "There are responses already: whether it is anonymous stays as it is.",
    ),
    "too_many_activities": ("활동은 300개까지 만들 수 있습니다.", "A session has at most 300 activities."),
    "order_outdated": (
        "그사이 순서가 바뀌었습니다. 다시 시도해 주세요.",
        "The running order has changed meanwhile. Please try again.",
    ),
    "nothing_to_undo": ("되돌릴 것이 없습니다.", "There is nothing to undo."),
    "activity_not_open": ("열려 있지 않은 활동입니다.", "This activity is not open."),
    "nothing_to_time": ("지금은 시간을 정할 것이 없습니다.", "There is nothing to time right now."),
    "activity_closed": ("응답을 더 받지 않습니다.", "This takes no more answers."),
    "activity_takes_none": ("응답을 받지 않는 활동입니다.", "This activity takes no responses."),
    "already_answered": ("이미 응답했습니다.", "You have answered already."),
    "round_over": ("이미 끝난 회차입니다.", "That round is over."),
    "post_too_short": ("내용을 입력해 주세요.", "Please write something."),
    "post_too_long": ("내용이 너무 깁니다.", "This is too long."),
    "group_too_short": ("그룹 이름을 입력해 주세요.", "Please enter a name for the group."),
    "group_too_long": ("그룹 이름은 60글자 이하여야 합니다.", "The group's name must have at most 60 characters."),
    "post_not_found": ("더 이상 없는 글입니다.", "This is no longer there."),
    "post_is_fixed": ("답변이 있어 바꿀 수 없습니다.", "This cannot be changed any more."),
    "activity_has_no_posts": ("글을 쓰는 활동이 아닙니다.", "Nothing is written in this activity."),
    "votes_are_off": ("투표할 수 없습니다.", "There is no voting here."),
    "replies_are_off": ("답글을 달 수 없습니다.", "There are no replies here."),
    "no_links": ("링크는 쓸 수 없습니다.", "Links are not allowed here."),
    "enough_posts": (
        "더 쓸 수 없습니다. 답변을 기다리거나 쓴 글을 지워 주세요.",
        "You have written as many as you may. Wait for answers, or delete one.",
    ),
    "slow_mode": ("천천히 써 주세요. 잠시 뒤에 다시 쓸 수 있습니다.", "Slow mode is on. Please wait a moment."),
    "muted": ("진행자가 글쓰기를 막았습니다.", "The presenter has muted you here."),
    "not_found": ("찾을 수 없습니다.", "Not found."),
    "method_not_allowed": ("허용되지 않은 방식입니다.", "This method is not allowed here."),
    "not_http": ("HTTP 요청 형식이 올바르지 않습니다.", "This is not a valid HTTP request."),
    "not_acceptable": ("처리할 수 없는 요청입니다.", "This request cannot be served."),
    "too_many": ("요청이 너무 많습니다. 잠시 뒤에 다시 해 주세요.", "Too many requests. Please try again in a moment."),
    "busy": (
        "지금은 저장할 수 없습니다. 잠시 뒤에 다시 해 주세요.",
        "This cannot be stored right now. Please try again.",
    ),
    "too_many_streams": ("연결이 가득 찼습니다. 잠시 뒤에 다시 해 주세요.", "All places are taken. Please try again."),
    "internal": ("서버에 문제가 생겼습니다.", "Something went wrong on the server."),
}


def register(words: Mapping[str, tuple[str, str]]) -> None:
    """Sentences that a kind of activity brings along, in Korean and English by their code."""
    for code, sentences in words.items():
        if MESSAGES.setdefault(code, sentences) != sentences:
            raise ValueError(f"two sentences for {code}")


def say(code: str, language: Language) -> str:
    korean, english = MESSAGES[code]
    return english if language == "en" else korean


def preferred_language(accept_language: str) -> Language:
    """Korean unless the header prefers English.

    >>> [preferred_language(header) for header in ("", "en-US,en;q=0.9", "ko,en;q=0.8", "fr, en;q=0.5", "ko;q=0.2, *")]
    ['ko', 'en', 'ko', 'en', 'ko']
    """
    quality = {"ko": 0.0, "en": 0.0}
    for part in accept_language.split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower()[:2]
        if language in quality and (len(tag.strip()) == 2 or tag.strip()[2] == "-"):
            quality[language] = max(quality[language], _quality(parameter))
    return "en" if quality["en"] > quality["ko"] else "ko"


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value) if float(value) >= 0 else 0.0
    except ValueError:
        return 0.0
