"""A name for a signed-in device that its owner recognises."""

from typing import Final

# The first that is found wins: Edge and Samsung's browser call themselves Chrome, Chrome calls itself Safari.
_BROWSERS: Final = {
    "Edg": "Edge",
    "SamsungBrowser": "Samsung Internet",
    "Whale": "Whale",
    "KAKAOTALK": "KakaoTalk",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS: Final = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    """
    >>> device_name("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36")
    'Chrome, Android'
    >>> device_name("curl/8.5")
    'API'
    """
    found = [next((name for mark, name in marks.items() if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found)) or "API"
