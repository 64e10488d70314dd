"""What Doable says about itself, to anybody."""

import base64
import hashlib

import msgspec
from flask import Blueprint, Response, after_this_request, current_app, render_template

from app.routes._endpoint import endpoint
from app.routes._openapi import describe
from app.routes._services import services
from app.schemas.answers import Health, PageConfig

bp = Blueprint("system", __name__)


@bp.get("/api/health")
@endpoint(returns=Health, public=True)
def get_health() -> Health:
    """Whether it answers."""
    settings = services().settings
    return Health(status="ok", version=settings.version, epoch=settings.epoch)


@bp.get("/config.json")
@endpoint(returns=PageConfig, public=True)
def get_config() -> PageConfig:
    """What the page needs to know to sign people in."""
    after_this_request(_cache_briefly)
    settings = services().settings
    return PageConfig(
        stage=settings.stage,
        region=settings.region,
        user_pool_id=settings.user_pool_id,
        user_pool_client_id=settings.user_pool_client_id,
        cognito_endpoint=settings.cognito_endpoint,
        version=settings.version,
    )


def _cache_briefly(response: Response) -> Response:
    """By CloudFront: it is the same for everybody, and a new deploy shall still be seen soon."""
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=60"
    return response


@bp.get("/api/openapi.json")
@endpoint(public=True, produces="application/json")
def get_openapi() -> Response:
    """This API as an OpenAPI 3.1 document."""
    document = describe(current_app)
    return Response(msgspec.json.encode(document), content_type="application/json")


@bp.get("/api/docs")
@endpoint(public=True, produces="text/html")
def get_docs() -> Response:
    """This API to read, in one page that loads nothing else."""
    style = current_app.jinja_env.get_template("docs.css").render()
    page = Response(render_template("docs.html", api=describe(current_app), style=style))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    )
    return page
