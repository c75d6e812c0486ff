"""What holds for every test: speed is measured in ``benchmarks/``, so no test fails because a machine is slow.

Nor does one fail by chance: the examples that Hypothesis makes are the same each time. Others are looked for with
``pytest --hypothesis-profile=nye``, as many times as one likes.
"""

from hypothesis import HealthCheck, settings

settings.register_profile("nye", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("avtaleverk", settings.get_profile("nye"), derandomize=True)
settings.load_profile("avtaleverk")
