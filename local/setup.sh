#!/bin/sh
# Called by the Makefile: `setup.sh python` makes .venv, `setup.sh node FOLDER` its node_modules,
# `setup.sh check` only looks.
# Says in a sentence or two what is missing on this machine; installs nothing outside the checkout.
set -eu

python=${PYTHON:-python3}

fail() {
  { echo; printf '%s\n' "$@"; echo; } >&2
  exit 1
}

require_python() {
  command -v "$python" >/dev/null 2>&1 || fail \
    "Doable needs Python 3.11 or newer, and there is no $python here." \
    "Install it (python.org, or your system's packages), or name yours: make PYTHON=/path/to/python3 run"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail \
    "Doable needs Python 3.11 or newer; $python is $("$python" -V 2>&1)." \
    "Install a newer one, or name it: make PYTHON=python3.13 run"
  "$python" -c 'import ensurepip, venv' 2>/dev/null || fail \
    "$python comes without its venv module." \
    "On Debian and Ubuntu: sudo apt-get install python3-venv"
}

# Both, before either takes a minute to install.
setup_check() {
  [ -x .venv/bin/python ] || require_python
  require_node
}

setup_python() {
  setup_check
  # A folder that was moved, or whose Python is gone, is made anew.
  if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    require_python
    echo "Making .venv ..."
    "$python" -m venv --clear .venv
  fi
  echo "Installing the Python packages into .venv ..."
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt || fail \
    "The Python packages could not be installed; the lines above say why."
}

require_node() {
  command -v node >/dev/null 2>&1 || fail \
    "Doable needs Node 20.19 or newer to build its page, and there is no node here." \
    "Install it: nodejs.org, or your system's packages."
  command -v npm >/dev/null 2>&1 || fail \
    "There is a node, but no npm. Install npm: nodejs.org, or your system's packages."
  # 21 and the first of 22 lack what Vite needs.
  node -e '
    const [major, minor] = process.versions.node.split(".").map(Number)
    process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1)
  ' || fail \
    "Doable needs Node 20.19, 22.12 or newer; this is $(node -v)." \
    "Install a newer one: nodejs.org, or a version manager such as nvm: nvm install 22"
}

setup_node() {
  setup_check
  echo "Installing the Node packages of $1/package.json ..."
  npm --prefix "$1" ci --no-audit --no-fund --loglevel=error || fail \
    "The Node packages could not be installed; the lines above say why."
}

step=$1
shift
"setup_$step" "$@"
