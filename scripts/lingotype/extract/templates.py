"""Templates from Sphinx's gettext builder, made reproducible.

Sphinx decides what is a message. What is taken away is what moves without the text moving:
the creation date, the random ids of `gettext_uuid`, line numbers and the builder's folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from lingotype.formats import po
from lingotype.model.catalogue import Catalogue, Template
from lingotype.model.message import Message
from lingotype.model.project import Project
from lingotype.sphinx_run import Job
from lingotype.workspace import layout

NAME = "templates"


def job(project: Project) -> Job:
    """The gettext build: in the source language, so that no translation is read."""
    return Job(
        name=NAME,
        builder="gettext",
        source=project.source,
        conf=project.conf,
        out=layout.scratch(project, "gettext"),
        doctrees=layout.scratch(project, "gettext-doctrees"),
        overrides={
            "gettext_uuid": False,
            "gettext_location": True,
            "language": project.source_language.locale_name,
        },
    )


def collect(project: Project, out: Path) -> list[Template]:
    """The templates that the gettext builder left in `out`, by domain."""
    found = []
    for path in sorted(out.rglob("*.pot")):
        domain = path.relative_to(out).as_posix().removesuffix(".pot")
        stock = po.read(path.read_bytes(), layout.shown(project, path))
        messages = tuple(_still(message, out, project.root) for message in stock)
        found.append(Template(domain, messages))
    return sorted(found, key=lambda template: template.domain)


def render(template: Template, title: str) -> bytes:
    """A .pot file without anything that changes while its messages do not."""
    fields = {
        "Project-Id-Version": title,
        "Report-Msgid-Bugs-To": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    header = Message("", ("".join(f"{name}: {value}\n" for name, value in fields.items()),))
    return po.write(Catalogue(header, template.messages))


def _still(message: Message, out: Path, root: Path) -> Message:
    """The message with references that name the file alone, each once, in their order."""
    # Sphinx writes one reference a line; a path may hold spaces.
    lines = [x.removeprefix("#:").strip() for x in message.written.splitlines() if x[:2] == "#:"]
    references = dict.fromkeys(_reference(line, out, root) for line in lines)
    return Message(
        message.msgid,
        msgctxt=message.msgctxt,
        msgid_plural=message.msgid_plural,
        extracted_comments=message.extracted_comments,
        flags=tuple(flag for flag in message.flags if flag != "fuzzy"),
        references=tuple(references),
    )


def _reference(written: str, out: Path, root: Path) -> str:
    """``../../source/a.rst:12`` as seen from the builder's folder -> ``source/a.rst``.

    A file outside the project (a module that autodoc reads) is named from its package on,
    since its folder differs from machine to machine.
    """
    path = re.sub(r":-?\d+$", "", written)
    real = os.path.normpath(out / path)
    if Path(real).is_relative_to(root):
        return Path(real).relative_to(root).as_posix()
    parts = Path(real).as_posix().split("/site-packages/")
    return parts[-1] if len(parts) > 1 else Path(real).name
