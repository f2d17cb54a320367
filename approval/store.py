"""The store of approval: workflows, submissions, decisions, recalls, evidence and the queue, in one database.

A store works in the session it is given and never commits, so that what it does stands or falls with everything else
in the transaction. Nothing in it changes or deletes a row of history, and whatever it reads is held against its seal
and its digest, and judged again by the rules: what was altered approves nothing.

Locks: who decides or recalls holds the row of `submission_state` of the submission, who submits holds the counter of
submissions, both to the end of the transaction; the audit log's lock is taken after them, with the act's last row.
"""

from approval.queue_store import QueueStore


class ApprovalStore(QueueStore):
    """Everything that is stored about approval. Its parts:

    `WorkflowStore`: add_workflow, drop_workflow, workflows;
    `EvidenceStore`: add_gate_results, gate_results, evidence;
    `SubmissionStore`: next_id, add_submission, submission, decisions, state, add_decision, recalls, add_recall;
    `LookupStore`: open_of, submissions_of, list_submissions, approved;
    `QueueStore`: queue.
    """
