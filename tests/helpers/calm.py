"""Let hypothesis take its time: machines are noisy, and a slow draw is no finding."""

from hypothesis import HealthCheck, settings


def calm() -> None:
    """Use no deadline, and do not fail because examples come slowly."""
    settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("calm")
