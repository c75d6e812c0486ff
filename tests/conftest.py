"""What holds for every test: speed is measured in ``benchmarks/``, so no test fails because a machine is slow.

Nor does one fail by chance: the examples that Hypothesis makes are the same each time. Others are looked for with
``pytest --hypothesis-profile=nye``, as many times as one likes.
"""

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

settings.register_profile("nye", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("avtaleverk", settings.get_profile("nye"), derandomize=True)
settings.load_profile("avtaleverk")
# Examples are drawn from the constants of our own code as well, of as much of it as happens to be loaded by then.
_of_what_is_loaded = providers._get_local_constants  # noqa: SLF001 - there is no other way to say it
vars(providers)["_get_local_constants"] = lambda: (
    providers._local_constants if settings().derandomize else _of_what_is_loaded()  # noqa: SLF001 - the same
)
