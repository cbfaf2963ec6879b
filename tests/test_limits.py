from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection, transaction
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import limits
from accounts.address import address_of, network_of
from accounts.models import Limit
from tests.factories import a_member, days_ago


@pytest.fixture(autouse=True)
def a_small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.BUDGETS, "flags", limits.Budget(60, 3600, burst=10))


def later(seconds: int) -> None:
    """Let time pass, for the database's clock as well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_limit SET full_at = full_at - %s * interval '1 second'", [seconds]
        )


@pytest.mark.django_db
def test_a_budget_can_be_spent_at_once_and_no_further() -> None:
    left = [limits.spend("flags", "ann").remaining for _try in range(10)]
    assert left == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    with pytest.raises(limits.TooMany) as refused:
        limits.spend("flags", "ann")
    assert refused.value.what == "flags"
    assert 55 <= refused.value.retry_after <= 60
    assert "seconds" in str(refused.value)


@pytest.mark.django_db
def test_a_budget_refills_bit_by_bit() -> None:
    for _try in range(10):
        limits.spend("flags", "ann")
    later(61)
    assert limits.spend("flags", "ann").remaining == 0
    with pytest.raises(limits.TooMany):
        limits.spend("flags", "ann")
    later(3600)
    assert limits.spend("flags", "ann").remaining == 9


@pytest.mark.django_db
def test_a_refused_try_costs_nothing() -> None:
    for _try in range(10):
        limits.spend("flags", "ann")
    for _try in range(5):
        with pytest.raises(limits.TooMany):
            limits.spend("flags", "ann")
    later(61)
    limits.spend("flags", "ann")


@pytest.mark.django_db
def test_everyone_has_a_budget_of_their_own() -> None:
    with days_ago(2):
        ann, ben = a_member(), a_member()
    assert limits.spend("flags", ann).remaining == 9
    assert limits.spend("flags", ben).remaining == 9
    assert limits.spend("remarks", ann).remaining == 19
    assert limits.spend("flags", ann).remaining == 8


@pytest.mark.django_db
def test_spending_is_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    limits.spend("flags", "ann")
    with django_assert_num_queries(1):
        limits.spend("flags", "ann")


@pytest.mark.django_db
def test_what_is_left_can_be_told_in_headers() -> None:
    left = limits.spend("flags", "ann")
    assert limits.last_spent() == left
    assert (left.limit, left.remaining, left.window) == (10, 9, 600)
    assert 0 < left.reset_seconds <= 60


@pytest.mark.django_db
def test_lifted_limits_count_nothing() -> None:
    with limits.lifted():
        for _try in range(20):
            limits.spend("flags", "ann")
    assert not Limit.objects.exists()


@pytest.mark.django_db
def test_an_act_that_is_undone_was_not_counted() -> None:
    with transaction.atomic():
        limits.spend("flags", "ann")
        transaction.set_rollback(True)
    assert limits.spend("flags", "ann").remaining == 9


@pytest.mark.django_db
def test_full_buckets_are_forgotten() -> None:
    limits.spend("flags", "ann")
    later(3600)
    limits.spend("flags", "ben")
    assert limits.forget_full() == 1


@pytest.mark.django_db(transaction=True)
def test_of_32_at_once_exactly_the_budget_passes() -> None:
    def try_once(_number: int) -> bool:
        try:
            limits.spend("flags", "ann")
        except limits.TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(32) as threads:
        passed = sum(threads.map(try_once, range(32)))
    close_old_connections()
    assert passed == 10


@pytest.mark.django_db
def test_limits_keep_no_name_and_no_address() -> None:
    limits.spend("resets", "ann@example.org")
    assert "ann" not in str(list(Limit.objects.values()))


def test_an_address_is_only_believed_from_our_own_proxies(settings: Settings) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"}
    )
    assert address_of(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert address_of(request) == "203.0.113.9"
    settings.TRUSTED_PROXIES = 3
    assert address_of(request) == "10.0.0.1"


def test_one_customer_of_the_new_internet_is_one_network() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1")
    assert network_of("192.0.2.7") == "192.0.2.7"


def test_every_budget_can_be_spent() -> None:
    assert all(budget.burst <= budget.acts for budget in limits.BUDGETS.values())
