"""Every router of the API, in the order of the description."""

from fastapi import APIRouter

from ccm.api.routes import health, keys, preview, render, whoami

ROUTERS: tuple[APIRouter, ...] = (health.router, whoami.router, keys.router, render.router, preview.router)
ROUTERS: tuple[APIRouter, ...] = (whoami.router, render.router, preview.router)
from ccm.api.routes import (
    audit,
    comments,
    decisions,
    delegations,
    evidence,
    folders,
    gates,
    groups,
    impact,
    operations,
    people,
    queue,
    recalls,
    releases,
    rights,
    rules,
    submissions,
    verify,
    whoami,
    workflows,
)

ROUTERS: tuple[APIRouter, ...] = (
    whoami.router,
    submissions.router,
    decisions.router,
    comments.router,
    queue.router,
    gates.router,
    evidence.router,
    operations.router,
    releases.router,
    recalls.router,
    impact.router,
    people.router,
    groups.router,
    rights.router,
    folders.router,
    delegations.router,
    workflows.router,
    rules.router,
    audit.router,
    verify.router,
)
