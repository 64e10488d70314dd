"""A plain Flask application, wrapped by apig-wsgi."""

from apig_wsgi import make_lambda_handler
from application import app

handler = make_lambda_handler(app)
