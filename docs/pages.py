"""The pages of the site: those of this folder, those in the project's root, and those made of the commands.

``python docs/pages.py FOLDER`` lays them out for mkdocs, which also loads this as a hook. Each Markdown file stays
readable where it is: only here do links into other folders become links between pages, and the
place between the comments ``verbs`` and ``/verbs`` the table of the commands.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent

sys.path.insert(0, str(DOCS))  # mkdocs does not do it for a hook
from manual import overview, reference  # noqa: E402

THE_PROJECT = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
"""Pages of the site that stand in the project's root, where people look for them."""

CHINESE = {
    "init": "新建项目",
    "build": "主要命令：更新双语文件，检查，写出审读稿",
    "translate": "让翻译引擎为空白句段起草译文",
    "engine": "查看、登记、试用翻译引擎",
    "edit": "在译稿台上逐段翻译",
    "status": "查看每份文稿的进度",
    "check": "列出检查发现的问题",
    "review": "收回编辑改过的审读稿",
    "publish": "写出定稿：英文、中文、双语对照",
    "handoff": "打包交给其他翻译软件处理",
    "doctor": "查看已装了什么、哪项功能还缺什么",
    "notes": "列出、添加、回复、了结批注",
    "terms": "查询和维护术语表",
    "memory": "查询、充实、导出翻译记忆库",
    "align": "把现成的译文与中文原文对齐成双语文件",
    "segment": "把任意中文文本切分成句段",
    "completion": "让命令行按 Tab 键补全命令和文稿名",
}


def on_config(config: Any) -> Any:
    """A hook of mkdocs: every check has its place in the navigation."""
    checks = next(entry["Checks"] for entry in config.nav if "Checks" in entry)
    checks += [f"checks/{path.name}" for path in sorted((DOCS / "checks").glob("[!R]*.md"))]
    return config


def lay_out(folder: Path) -> None:
    """Writes every page into `folder`, which is emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DOCS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for path, page in pages():
        text = relinked(path.read_text(encoding="utf-8"), path.parent)
        (folder / page).write_text(_with_verbs(text, CHINESE if page.name.endswith(".zh.md") else {}), encoding="utf-8")
    (folder / "reference.md").write_text("# Usage and options\n\n" + "\n".join(reference()), encoding="utf-8")


def pages() -> Iterator[tuple[Path, Path]]:
    """Each file that is a page, and where on the site it stands."""
    yield from ((path, path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))
    yield from ((ROOT / name, Path(name.lower())) for name in THE_PROJECT if (ROOT / name).exists())


def _with_verbs(text: str, lines: Mapping[str, str]) -> str:
    """The page with the table of commands, where it has a place for it: a comment with the table's heads."""

    def table(found: re.Match[str]) -> str:
        return "\n".join([f"| {found[1]} |", "|---|---|", *overview(lines)])

    return re.sub(r"<!-- verbs: (.*?) -->.*?<!-- /verbs -->", table, text, flags=re.DOTALL)


def relinked(text: str, home: Path) -> str:
    """Markdown of the folder `home` with its links as they are on the site; without those to what is not there."""

    def link(found: re.Match[str]) -> str:
        words, target, anchor = found.groups()
        if not target or ":" in target:
            return found[0]
        path = Path(os.path.normpath(home / target))
        page = DOCS / path.name.lower() if path.parent == ROOT and path.name in THE_PROJECT else path
        if not page.is_relative_to(DOCS):
            return words.removeprefix("[").removesuffix("]")
        return f"{words}({os.path.relpath(page, home if home.is_relative_to(DOCS) else DOCS)}{anchor or ''})"

    return re.sub(r"(!?\[[^\]]*\])\(([^)#\s]*)(#[^)\s]*)?\)", link, text)


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
