#!/bin/sh
# Make the virtual environment: setup.sh FOLDER KIND [PYTHON]
#   KIND is "" for what publishing needs, "-dev" for tests and linters too.
# The packages come from requirements/pyX.Y<KIND>.txt, each held to its hash; then the project
# itself, editable. Nothing outside FOLDER is changed, and no root is needed.
set -eu
venv=$1 kind=$2 wanted=${3:-}

fail() {
    printf 'error: %s\n' "$1" >&2
    exit 2
}

usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    unfit=
    for candidate in $wanted python3 python3.14 python3.13 python3.12 python3.11 python; do
        command -v "$candidate" >/dev/null 2>&1 && usable "$candidate" || continue
        # uv brings its own pip; venv needs the one that ensurepip carries.
        if command -v uv >/dev/null 2>&1 || "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            python=$candidate
            return
        fi
        unfit=$candidate
    done
    if [ -n "$unfit" ]; then
        version=$("$unfit" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "$unfit cannot make virtual environments: sudo apt install python$version-venv"
    fi
    fail "Python 3.11 or newer is needed (as python3 on the PATH, or: make PYTHON=/path/to/python)"
}

# Whether what stands in FOLDER will do: an interrupted set-up leaves an environment without pip.
made() {
    usable "$venv/bin/python" || return 1
    command -v uv >/dev/null 2>&1 || "$venv/bin/python" -c 'import pip' 2>/dev/null
}

if ! made; then
    find_python
    echo "Setting up $venv with $("$python" --version) (once)"
    rm -rf "$venv"
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$(command -v "$python")" "$venv"
    else
        "$python" -m venv "$venv"
    fi
fi

minor=$("$venv/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
lock=requirements/py$minor$kind.txt
[ -f "$lock" ] || fail "there is no lock for Python $minor ($lock): use an older one, make PYTHON=python3.13"

echo "Installing $lock"
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
    uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
touch "$venv/.ready$kind"
