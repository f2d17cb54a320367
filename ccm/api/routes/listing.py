"""Every router of the API, in the order of the description."""

from fastapi import APIRouter

from ccm.api.routes import preview, render, whoami

ROUTERS: tuple[APIRouter, ...] = (whoami.router, render.router, preview.router)
