"""E-mail addresses: which ones may register, and how one is found again, however it was typed."""

from email_validator import SPECIAL_USE_DOMAIN_NAMES, validate_email

from madang.text import clean

# Addresses of an intranet (user@host.local) are addresses here, and those of tests.
SPECIAL_USE_DOMAIN_NAMES.clear()


def normalized(email: str) -> str:
    """Its host as people read it (한국.kr); raises ValueError for what is no address."""
    return validate_email(clean(email), check_deliverability=False, globally_deliverable=False).normalized
