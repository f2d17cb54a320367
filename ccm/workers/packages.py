"""What worker processes do for who decides: show one sample of what was submitted, as it is and as it was before."""

from dataclasses import dataclass

from ccm.governance.books import Books
from ccm.governance.package import Side, form_of
from ccm.workers.render import opened
from ccm.workers.views import Looked, views_of


@dataclass(frozen=True)
class PackageWork:
    """Which subject of which submission is looked at, from which side, and how; `looked.name` is the sample."""

    submission: str
    kind: str
    key: str
    side: Side
    looked: Looked


def render_package(work: PackageWork) -> bytes:
    """What a person sees of it, as JSON (`ccm.api.models.views.Views`).

    Raises PreviewError, StoreError, ReleaseDamagedError, ChannelError and CompileError.
    """
    with opened().reading() as session:
        form = form_of(Books(session), work.submission, work.kind, work.key)
        release, record = form.look(work.side).release, form.record(work.side, work.looked.name)
    return views_of(release, record, work.looked, {})
