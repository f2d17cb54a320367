"""Why an act is refused: one class for each reason. Every message says who, what, why and what to do."""


class RefusedError(Exception):
    """The act was refused and nothing has changed."""


class SubmissionClosedError(RefusedError):
    """It has been decided, withdrawn or voided, and takes no more acts."""


class EditedMeanwhileError(RefusedError):
    """The subject is no longer what was submitted."""


class SawAnotherError(RefusedError):
    """The person had other content before them than what was submitted."""


class AuthorDecidesError(RefusedError):
    """An author of the change, or somebody standing in for one, or an author standing in, would decide on it."""


class NotAskedError(RefusedError):
    """The person, or whom they stand in for, is not of the group that is asked."""


class StepNotOpenError(RefusedError):
    """The step has not begun, or has the approvals it needs."""


class StepUnclearError(RefusedError):
    """There is no such step, or the person can act in several and has named none."""


class AlreadyDecidedError(RefusedError):
    """The person, or somebody in their place, has approved in this step before."""


class SamePersonError(RefusedError):
    """One person would count for two."""


class NoDelegationError(RefusedError):
    """The person does not stand in for whom they name: never did, not yet, or no longer."""


class ReasonMissingError(RefusedError):
    """A reason is needed, for those who read this later."""


class NotYoursError(RefusedError):
    """Only authors withdraw, only the group named for it recalls."""


class ReleaseUnclearError(RefusedError):
    """A release is named by its digest."""


class AlreadySubmittedError(RefusedError):
    """One submission of it is open, and a thing is put before its approvers once at a time."""


class DecidedMeanwhileError(RefusedError):
    """Somebody else decided at the same moment, so the number of the record is taken."""


class BadTimeError(RefusedError):
    """A time without its zone means two moments."""
