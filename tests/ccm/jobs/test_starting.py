"""Starting a job: what is wrong with what is asked for, or with the data, is said before anything is rendered."""

from pathlib import Path

import pytest

from ccm.compose.errors import CompileError
from ccm.jobs.job import JobError, JobStoppedError, SameJobError
from ccm.jobs.sent_before import SentBeforeError
from ccm.jobs.staging import DataRefusedError
from ccm.jobs.starting import start
from ccm.jobs.store import JobStore
from ccm.objects.store import ObjectStoreError
from ccm.people.rights import ForbiddenError
from ccm.rendering import ChannelError
from ccm.sending import NotSendableError
from ccm.sources.record import SourceError
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import IDA, Shop, broken, order, recall, write


def jobs(shop: Shop) -> int:
    with shop.database.reading() as session:
        return len(JobStore(session).all())


def test_a_job_is_named_by_what_it_is(shop: Shop) -> None:
    job = shop.start([order(1), order(2), order(3)])
    assert job.id.startswith("order-letter-")
    assert (job.records, job.unreadable, job.spec.chunk, job.state) == (3, 0, 2, "working")
    again = shop.asked(out=str(shop.folder / "elsewhere"))
    path = write(shop.folder / "same.jsonl", [order(1), order(2), order(3)])
    with pytest.raises(SameJobError, match=rf"{job.id}, started by ida on .*--again REASON"):
        start(shop.database, shop.settings, IDA, again, lambda: shop.records(path))
    assert jobs(shop) == 1


def test_the_same_once_more_is_another_job_with_its_reason_in_the_log(office: Office, shop: Shop) -> None:
    first = shop.run([order(1)])
    with pytest.raises(SameJobError, match="done already"):
        shop.start([order(1)])
    second = shop.run([order(1)], again="the printer ate them")
    assert (second.id != first.id, second.spec.run) == (True, 2)
    assert shop.out(second, "documents/sms/000001.jsonl") == shop.out(first, "documents/sms/000001.jsonl")
    assert [entry.why for entry in office.log() if entry.act == "job-start"][-1].endswith("the printer ate them")


def test_other_records_channels_and_chunks_are_other_jobs(shop: Shop) -> None:
    made = [
        shop.start([order(1)]), shop.start([order(2)]), shop.start([order(1)], channels=("sms", "mobile")),
        shop.start([order(1)], chunk=1), shop.start([order(1)], locale="it"),
    ]  # fmt: skip
    assert len({job.id for job in made}) == len(made)


@pytest.mark.parametrize(
    ("records", "words"),
    [
        (["{", "["], "none of the 2 records can be read; the first: .*data.jsonl, record 1, line 1: is not JSON"),
        ([order(1), order(2), order(1), order(1)], "'A-1': .*record 1, line 1 and .*record 3, line 3"),
    ],
)
def test_data_of_which_no_job_can_be_made(shop: Shop, records: list[object], words: str) -> None:
    with pytest.raises(DataRefusedError, match=words):
        shop.start(records)
    assert jobs(shop) == 0
    assert not (shop.folder / "spool" / "in").exists()


def test_a_file_that_is_not_there_or_is_cut_short_or_has_only_a_header(shop: Shop) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        shop.start_file(shop.folder / "nothing.jsonl")
    cut = shop.folder / "cut.json"
    cut.write_text('[{"a": 1}, {"a": ', encoding="utf-8")
    with pytest.raises(SourceError, match=r"cut\.json"):
        shop.start_file(cut)
    header = shop.folder / "header.csv"
    header.write_text("order.number,customer.name\n", encoding="utf-8")
    with pytest.raises(DataRefusedError, match="rows after its header"):
        shop.start_file(header)
    assert jobs(shop) == 0


def test_a_file_that_changes_while_it_is_read(shop: Shop) -> None:
    path = write(shop.folder / "data.jsonl", [order(1), order(2)])

    def records() -> object:
        for number, record in enumerate(shop.records(path)):
            if number == 0:
                write(path, [order(1), order(3)])
            yield record

    with pytest.raises(SourceError, match="changed while it was read"):
        start(shop.database, shop.settings, IDA, shop.asked(), records)  # type: ignore[arg-type]
    assert jobs(shop) == 0


def test_what_is_asked_for_and_cannot_be(shop: Shop) -> None:
    for more, error in (
        ({"channels": ("fax",)}, ChannelError), ({"locale": "ja"}, CompileError), ({"max_errors": "many"}, JobError),
        ({"template": "invoice"}, NotSendableError),
    ):  # fmt: skip
        with pytest.raises(error):
            shop.start([order(1)], **more)
    assert jobs(shop) == 0


def test_an_output_place_that_is_no_place(shop: Shop) -> None:
    file = write(shop.folder / "file", [])
    with pytest.raises(ObjectStoreError, match="file"):
        shop.start([order(1)], out=str(file / "out"))
    with pytest.raises(ObjectStoreError, match="no object store"):
        shop.start([order(1)], out="ftp://example.com/out")
    assert jobs(shop) == 0


def test_who_may_not_render_may_not_start_and_what_is_recalled_is_not_sent(office: Office, shop: Shop) -> None:
    path = write(shop.folder / "data.jsonl", [order(1)])
    with pytest.raises(ForbiddenError, match="anna cannot render"):
        start(shop.database, shop.settings, office.by("anna"), shop.asked(), lambda: shop.records(path))
    recall(office)
    with pytest.raises(NotSendableError, match="was recalled"):
        shop.start([order(1)])
    assert jobs(shop) == 0


def test_no_room_for_temporary_files_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, *_: object) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("ccm.jobs.staging._Writer", Full)
    with pytest.raises(DataRefusedError, match=r"No space left on device.*TMPDIR"):
        shop.start([order(1)])
    assert Path(shop.asked().out, "order-letter").exists() is False


def test_a_letter_that_another_job_sent_is_not_sent_once_more_from_other_data(office: Office, shop: Shop) -> None:
    first = shop.run([order(1), order(2)])
    mixed = [order(2, gift=False), order(3), {**order(1), "more": "of it"}]
    with pytest.raises(SentBeforeError, match=rf"2 of 3 records were sent before, by the job {first.id} on .*'A-2'"):
        shop.start(mixed)
    assert jobs(shop) == 1
    second = shop.run(mixed, again="the first ones were lost")
    assert second.tally.delivered == 3
    said = [entry.why for entry in office.log() if entry.act == "job-start"][-1]
    assert f"2 of them sent before, by the job {first.id}" in said
    assert said.endswith("the first ones were lost")


def test_what_was_sent_by_another_channel_or_rejected_or_about_others_was_not_sent_before(shop: Shop) -> None:
    shop.run([order(1), broken(2)])
    assert shop.start([order(1), order(4)], channels=("email",)).records == 2
    assert shop.start([order(2), order(3)]).records == 2


def test_the_same_key_for_another_period_is_another_letter(office: Office, shop: Shop) -> None:
    archive = "archive:\n  customer: customer.name\n  period: order.placed_on\n"
    office.edit("fritz", "templates/order-letter/template.yaml", "subject:", f"{archive}subject:")
    office.released()
    shop.run([order(1, placed_on="2026-02-01"), order(2, placed_on="2026-02-01")])
    march = [order(1, placed_on="2026-03-01"), order(3, placed_on="2026-03-01")]
    assert shop.run(march).tally.delivered == 2
    with pytest.raises(SentBeforeError, match=r"1 of 2 records were sent before.*'A-2' for 2026-02-01"):
        shop.start([order(2, placed_on="2026-02-01", gift=True), order(9, placed_on="2026-02-01")])


def test_of_two_jobs_at_once_that_send_the_same_letter_only_one_does(shop: Shop) -> None:
    """Both begin before either has sent anything, so neither is seen by the other then."""
    ours, theirs = shop.start([order(1), order(2), order(3)]), shop.start([order(3), order(4)])
    shop.work(theirs)
    with pytest.raises(JobStoppedError, match=rf"1 records of a chunk .* sent before, by the job {theirs.id}.*'A-3'"):
        shop.work(ours)
    assert sorted(shop.kept(ours.id) + shop.kept(theirs.id)) == ["A-1", "A-2", "A-3", "A-4"]
