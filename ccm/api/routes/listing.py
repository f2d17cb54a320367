"""Every router of the API, in the order of the description."""

from fastapi import APIRouter

from ccm.api.routes import health, keys, preview, render, whoami

ROUTERS: tuple[APIRouter, ...] = (health.router, whoami.router, keys.router, render.router, preview.router)
