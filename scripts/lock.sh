#!/bin/sh
# Renew the locks: one for each Python minor version, and one more with tests and linters.
# --universal makes them good for every platform; no address is written into them.
set -eu
command -v uv >/dev/null 2>&1 || { echo "error: uv is needed to renew the locks: pip install uv" >&2; exit 2; }
compile() {
    uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url \
        --no-annotate --no-header --upgrade "$@"
}
for minor in 3.11 3.12 3.13 3.14; do
    compile --python-version $minor --extra build -o requirements/py$minor.txt
    compile --python-version $minor --extra build --extra test --extra lint \
        -c requirements/py$minor.txt -o requirements/py$minor-dev.txt
    echo "requirements/py$minor.txt requirements/py$minor-dev.txt"
done
