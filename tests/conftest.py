"""What holds for every test: speed is measured in ``benchmarks/``, so no test fails because a machine is slow."""

from hypothesis import settings

settings.register_profile("avtaleverk", deadline=None)
settings.load_profile("avtaleverk")
