"""The errors a user can cause and mend, for those who report them without a traceback."""

from approval.audit import AuditError
from approval.choice import NoWorkflowError
from approval.condition import ConditionError
from approval.gate import GatesClosedError
from approval.history import BrokenHistoryError
from approval.people import PeopleError
from approval.refusals import RefusedError
from approval.sealed_store import ApprovalDamagedError, ApprovalStoreError
from approval.subject import SubjectError
from approval.submission import SubmissionError
from approval.workflow import WorkflowError
from ccm.access.keys import AccessError, KeyNotFoundError
from ccm.access.oidc import ProviderError
from ccm.access.signing_in import SignInError
from ccm.api.telemetry import TelemetryError
from ccm.archive.archive import ArchiveDamagedError
from ccm.archive.destroying import EraseError, HeldError
from ccm.archive.holding import HoldError
from ccm.archive.master_key import ArchiveKeyError
from ccm.archive.retention import RetentionError
from ccm.archive.store import CommunicationNotFoundError, ErasedError, ErasedMeanwhileError
from ccm.auditing import AuditLogError
from ccm.comments.comment import CommentError, CommentNotFoundError
from ccm.compose.errors import CompileError
from ccm.content.translations import NoSuchTextError
from ccm.db.session import DatabaseError
from ccm.diff.subject import DiffError
from ccm.gates.rules import RuleError
from ccm.gates.rules_store import RuleDamagedError
from ccm.gates.run import UnknownGateError
from ccm.gates.unavailable import GateUnavailableError
from ccm.governance.deciding import NodeNotThereError, NothingOpenError
from ccm.governance.examining import NoBrandError
from ccm.governance.names import SubjectNameError
from ccm.governance.recalling import NothingToRecallError
from ccm.governance.releasing import ReleaseRefusedError
from ccm.governance.review import SubmissionNotFoundError
from ccm.governance.submitting import ChangedMeanwhileError
from ccm.impact.model import ImpactError
from ccm.jobs.job import JobError, JobNotFoundError
from ccm.jobs.store import LostError
from ccm.jobs.uploads import UploadError, UploadNotFoundError, UploadsFullError
from ccm.library import LibraryError
from ccm.library_base import BaseError, LostUpdateError
from ccm.objects.store import ObjectStoreError
from ccm.operations.pool import OperationsBusyError
from ccm.operations.store import OperationLateError, OperationLostError, OperationNotFoundError
from ccm.outputs import OutputError
from ccm.people.rights import ForbiddenError
from ccm.plans.plan import PlanError
from ccm.plans.report import CountsError
from ccm.preview.view import PreviewError
from ccm.printing.document import PrintError
from ccm.release import ReleaseError
from ccm.release_store import ReleaseDamagedError, ReleaseNotFoundError
from ccm.rendering import ChannelError
from ccm.repository import RepositoryError
from ccm.scaffold.new_template import NewTemplateError
from ccm.sending import NotSendableError
from ccm.settings import SettingsError
from ccm.sources.record import SourceError
from ccm.verify.manifest_file import ManifestError
from ccm.workers.lanes import OverloadedError
from ccm.workers.slot import WorkerLostError, WorkTooLargeError, WorkTooLongError
from content_blocks.drafts import StaleDraftError
from content_blocks.file_bodies import StoreDamagedError
from content_blocks.folders import FolderError
from content_blocks.strict_yaml import YamlError
from content_blocks.subject_rows import StoreError
from renderers.registry import RegistryError
from templates_repo.store import PeriodError

EXPECTED_ERRORS = (
    AccessError,
    ApprovalDamagedError,
    ApprovalStoreError,
    ArchiveDamagedError,
    ArchiveKeyError,
    AuditError,
    AuditLogError,
    BaseError,
    BrokenHistoryError,
    ChangedMeanwhileError,
    ChannelError,
    CommunicationNotFoundError,
    CommentError,
    CommentNotFoundError,
    CompileError,
    ConditionError,
    CountsError,
    DatabaseError,
    DiffError,
    EraseError,
    ErasedError,
    ErasedMeanwhileError,
    FolderError,
    ForbiddenError,
    GateUnavailableError,
    GatesClosedError,
    HeldError,
    HoldError,
    ImpactError,
    JobError,
    JobNotFoundError,
    KeyNotFoundError,
    LibraryError,
    LostUpdateError,
    LostError,
    ManifestError,
    NewTemplateError,
    NoBrandError,
    NoSuchTextError,
    NoWorkflowError,
    NotSendableError,
    NodeNotThereError,
    NothingOpenError,
    NothingToRecallError,
    ObjectStoreError,
    OperationLateError,
    OperationLostError,
    OperationNotFoundError,
    OperationsBusyError,
    OutputError,
    OverloadedError,
    PeopleError,
    PeriodError,
    PlanError,
    PreviewError,
    PrintError,
    ProviderError,
    RefusedError,
    RegistryError,
    ReleaseDamagedError,
    ReleaseError,
    ReleaseNotFoundError,
    ReleaseRefusedError,
    RepositoryError,
    RetentionError,
    RuleDamagedError,
    RuleError,
    SettingsError,
    SignInError,
    SourceError,
    StaleDraftError,
    StoreDamagedError,
    StoreError,
    SubjectError,
    SubjectNameError,
    SubmissionError,
    SubmissionNotFoundError,
    TelemetryError,
    UnknownGateError,
    UploadError,
    UploadNotFoundError,
    UploadsFullError,
    WorkTooLargeError,
    WorkTooLongError,
    WorkerLostError,
    WorkflowError,
    YamlError,
)
