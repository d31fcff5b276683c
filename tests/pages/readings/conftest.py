"""An author, an indicator that is a share, and its reading of June."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    make_board,
    make_indicator,
    make_observation,
    make_person,
    make_source,
    make_strategy,
    make_user,
)


@pytest.fixture
def author(client):
    make_strategy(board=make_board())
    user = make_user("author", person=make_person(name="Sam Okafor"))
    client.force_login(user)
    return user


@pytest.fixture
def share(author):
    return make_indicator(
        title="Lunchboxes",
        frequency="quarterly",
        is_percentage=True,
        unit="%",
        decimals=1,
        numerator_words="schools that keep it",
        denominator_words="primary schools",
    )


@pytest.fixture
def june(share):
    return make_observation(
        indicator=share,
        numerator=Decimal(36),
        denominator=Decimal(48),
        period_start=date(2026, 4, 1),
        period_end=date(2026, 6, 30),
        period_kind="full",
        said_on=date(2026, 8, 12),
        source=make_source(key="return", short="quarterly return"),
    )
