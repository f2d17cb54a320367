"""The status of HTTP that each expected error stands for."""

from collections.abc import Iterable, Mapping

UNAUTHORIZED = (401, "sign-in", "Not signed in")
LOCKED = (429, "locked-out", "Too many wrong passwords")
FORBIDDEN = (403, "forbidden", "Not allowed")
NOT_FOUND = (404, "not-found", "Not there")
CONFLICT = (409, "conflict", "Not as things stand")
GONE = (410, "gone", "Destroyed")
STALE = (412, "stale", "Changed meanwhile")
INVALID = (422, "invalid", "Not as it must be")
DAMAGED = (500, "damaged", "Not what was stored")
BUSY = (503, "busy", "Too much at once")
PROVIDER = (502, "identity-provider", "The identity provider fails")
UNAVAILABLE = (503, "unavailable", "Not available")

STATUSES: Mapping[str, tuple[int, str, str]] = {
    "AccessError": INVALID,
    "ApprovalDamagedError": DAMAGED,
    "ApprovalStoreError": CONFLICT,
    "ArchiveDamagedError": DAMAGED,
    "ArchiveKeyError": UNAVAILABLE,
    "AuditError": INVALID,
    "AuditLogError": DAMAGED,
    "AuthorDecidesError": FORBIDDEN,
    "BadTimeError": INVALID,
    "BaseError": INVALID,
    "BrokenHistoryError": DAMAGED,
    "ChangedMeanwhileError": CONFLICT,
    "ChannelError": INVALID,
    "CommunicationNotFoundError": NOT_FOUND,
    "CommentError": INVALID,
    "CommentNotFoundError": NOT_FOUND,
    "CompileError": INVALID,
    "ConditionError": INVALID,
    "ContentError": DAMAGED,
    "CountsError": DAMAGED,
    "DatabaseError": UNAVAILABLE,
    "DiffError": INVALID,
    "EditedMeanwhileError": STALE,
    "EraseError": CONFLICT,
    "ErasedError": GONE,
    "ErasedMeanwhileError": CONFLICT,
    "FolderError": INVALID,
    "ForbiddenError": FORBIDDEN,
    "GateUnavailableError": UNAVAILABLE,
    "GatesClosedError": CONFLICT,
    "HeldError": CONFLICT,
    "HoldError": CONFLICT,
    "ImpactError": INVALID,
    "JobError": CONFLICT,
    "JobNotFoundError": NOT_FOUND,
    "KeyNotFoundError": NOT_FOUND,
    "LibraryError": NOT_FOUND,
    "LockedOutError": LOCKED,
    "LostError": CONFLICT,
    "LostUpdateError": STALE,
    "ManifestError": INVALID,
    "MaxErrorsError": INVALID,
    "NewTemplateError": INVALID,
    "NoBrandError": CONFLICT,
    "NoDelegationError": FORBIDDEN,
    "NoSuchRuleError": NOT_FOUND,
    "NoSuchTextError": INVALID,
    "NoWorkflowError": CONFLICT,
    "NodeNotThereError": INVALID,
    "ObjectNotFoundError": NOT_FOUND,
    "NotInStoreError": NOT_FOUND,
    "ObjectStoreError": UNAVAILABLE,
    "NotAskedError": FORBIDDEN,
    "NotKeptError": NOT_FOUND,
    "NotSendableError": CONFLICT,
    "NotYoursError": FORBIDDEN,
    "NothingOpenError": CONFLICT,
    "NothingToRecallError": CONFLICT,
    "OperationLateError": UNAVAILABLE,
    "OperationLostError": UNAVAILABLE,
    "OperationNotFoundError": NOT_FOUND,
    "OperationsBusyError": BUSY,
    "OutputError": UNAVAILABLE,
    "OverloadedError": BUSY,
    "PeopleError": INVALID,
    "PeriodError": CONFLICT,
    "PlanError": INVALID,
    "PreviewError": CONFLICT,
    "PrintError": INVALID,
    "ReasonMissingError": INVALID,
    "ProviderError": PROVIDER,
    "RefusedError": CONFLICT,
    "RegistryError": UNAVAILABLE,
    "ReleaseDamagedError": DAMAGED,
    "ReleaseError": CONFLICT,
    "ReleaseNotFoundError": NOT_FOUND,
    "ReleaseRefusedError": CONFLICT,
    "ReleaseUnclearError": INVALID,
    "RepositoryError": INVALID,
    "RetentionError": INVALID,
    "RuleDamagedError": DAMAGED,
    "RuleError": INVALID,
    "SamePersonError": FORBIDDEN,
    "SawAnotherError": STALE,
    "SettingsError": UNAVAILABLE,
    "SignInError": UNAUTHORIZED,
    "SourceError": INVALID,
    "StaleDraftError": STALE,
    "StepUnclearError": INVALID,
    "StoreDamagedError": DAMAGED,
    "StoreError": CONFLICT,
    "SubjectError": INVALID,
    "SubjectNameError": NOT_FOUND,
    "SubmissionError": CONFLICT,
    "SubmissionNotFoundError": NOT_FOUND,
    "TelemetryError": UNAVAILABLE,
    "UnknownGateError": NOT_FOUND,
    "UnknownPersonError": NOT_FOUND,
    "UploadError": INVALID,
    "UploadNotFoundError": NOT_FOUND,
    "UploadsFullError": CONFLICT,
    "WorkTooLargeError": INVALID,
    "WorkTooLongError": INVALID,
    "WorkerLostError": BUSY,
    "WorkflowError": INVALID,
    "YamlError": INVALID,
}
"""By the name of the error, so that looking one up imports nothing; one that is a kind of another may be left out."""


def expected_problem(error: Exception) -> tuple[int, str, str]:
    """Status, slug and title of an error of EXPECTED_ERRORS: its own, else that of what it is a kind of.

    A test says that every one of them has a status; without, it would be a fault of the server.
    """
    return problem_of(kind.__name__ for kind in type(error).__mro__)


def problem_of(kinds: Iterable[str]) -> tuple[int, str, str]:
    """Status, slug and title of an error whose class, and whatever that is a kind of, have these names."""
    return next((STATUSES[kind] for kind in kinds if kind in STATUSES), (500, "internal", "The server failed"))
