# Read by `flask run`: the app with the emulator beside it. See docs/local.md.
FLASK_APP=local:create_app
FLASK_RUN_HOST=127.0.0.1
FLASK_RUN_PORT=${PORT:-5000}
