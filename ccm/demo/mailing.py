"""The demo's job: an evening's reminders of appointments, by text message to who has a phone and by mail to the others.

Two of the customers have no way of being written to, so that there is something to put right and send again.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from ccm.demo.office import SENDER, Office
from ccm.governance.acting import acting_now
from ccm.jobs.executors import HereExecutor
from ccm.jobs.job import Job
from ccm.jobs.starting import Asked
from ccm.jobs.store import JobStore
from ccm.jobs.submitting import submit, usual_out
from ccm.jobs.work import Workshop
from ccm.jobs.worker import work_always
from ccm.plans.plan import plan_of
from ccm.settings import Settings

REMINDER = "appointment-reminder"
PLAN = {
    "plan": 1,
    "channels": {"order": ["sms", "email"], "needs": {"sms": "customer.phone", "email": "customer.email"}},
    "outputs": {"sms": {"as": "lines"}, "email": {"as": "shards", "container": "zip"}},
}
_FAMILIES = (
    "Colombo", "Ferri", "Greco", "Marini", "Rinaldi", "Serra", "Testa", "Villa", "Bassi", "Conti", "Donati", "Fontana",
)  # fmt: skip
_GIVEN = ("Marta", "Luca", "Giulia")
_UNREACHABLE = (7, 23)


def send_reminders(office: Office, settings: Settings) -> Job:
    """Submit the job as an operator would, let a worker do it in this process, and return what became of it."""
    with TemporaryDirectory(prefix="ccm-demo-") as folder:
        data = Path(folder, "appointments.jsonl")
        data.write_text("".join(f"{json.dumps(one)}\n" for one in appointments()), encoding="utf-8")
        job = submit(office.database, settings, acting_now(SENDER, "demo"), Asked(
            template=REMINDER, day=datetime.now(UTC).date(), out=usual_out(settings), plan=plan_of(PLAN),
            source=data.name, chunk=12,
        ), data)  # fmt: skip
    workshop = Workshop(office.database, settings)
    work_always(
        office.database, settings, lambda: HereExecutor(workshop), lambda _: None, lambda *_: None, once=True
    )  # fmt: skip
    with office.database.reading() as session:
        return JobStore(session).find(job.id)


def appointments() -> Iterator[dict[str, object]]:
    """The records of the job: a technician's visits, three dozen of them."""
    for number in range(len(_FAMILIES) * len(_GIVEN)):
        given, family = _GIVEN[number % len(_GIVEN)], _FAMILIES[number // len(_GIVEN)]
        hour = 8 + number % 8
        place = f"Via Aurora {number + 1}, 10152 Torino TO"
        customer: dict[str, object] = {
            "id": f"7001{number:04}", "name": f"{given} {family}", "address": place.split(", "),
            "locale": "en-GB" if number % 9 == 4 else "it-IT",
        }  # fmt: skip
        if number not in _UNREACHABLE:
            customer["email"] = f"{given}.{family}@example.com".lower()
            if number % 3:
                customer["phone"] = f"+39347123{number:04}"
        yield {
            "id": f"TV-2612{number:02}", "issued_on": "2026-11-30", "customer": customer,
            "visit": {
                "kind": "technician", "date": (date(2026, 12, 9) + timedelta(days=number % 5)).isoformat(),
                "from": f"{hour:02}:30", "to": f"{hour + 2:02}:30", "place": place, "minutes": 45,
                "work": "Sostituzione del contatore", "adult_needed": True, "power_off_minutes": 20,
            },
            "meter": f"M-44719{number:02}",
        }  # fmt: skip
