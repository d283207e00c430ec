import pytest

from tests.e2e.hall import Hall


@pytest.fixture
def place(shared: Hall) -> Hall:
    return shared
