"""Property tests are judged by what they find, never by how long a busy machine takes.

Under CI they try the same examples every time, so that a change is judged by itself; everywhere else they go on
looking for new ones.
"""

import os

from hypothesis import HealthCheck, settings

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("unhurried", unhurried)
settings.register_profile("ci", unhurried, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "unhurried")
