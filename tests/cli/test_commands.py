"""The other commands from end to end, and what holds for all of them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import __version__
from toolkit.cli import COMMANDS
from toolkit.cli.terms import VERBS

ROOT = Path(__file__).resolve().parents[2]


def test_init_makes_a_project_that_builds(tmp_path: Path, toolkit: Callable) -> None:
    root = tmp_path / "my gazette"
    outcome = toolkit("init", root)
    assert outcome.code == 0
    assert "toolkit build" in outcome.err
    made = {str(path.relative_to(root)) for path in root.rglob("*")}
    assert {"source", "output", "glossary/slogans.csv", "toolkit.toml", ".gitignore"} <= made
    (root / "source" / "a.txt").write_text("扎实做好“六稳”工作。", encoding="utf-8")
    assert toolkit("build", "--project", root).code == 0
    hits = json.loads(toolkit("terms", "find", "六稳", "--json", "--project", root).out)
    assert hits[0]["target"] == "stability on the six fronts"


def test_init_leaves_what_is_there(tmp_path: Path, toolkit: Callable) -> None:
    (tmp_path / "toolkit.toml").write_text("# mine\n")
    toolkit("init", tmp_path)
    assert (tmp_path / "toolkit.toml").read_text() == "# mine\n"
    assert "nothing was changed" in toolkit("init", tmp_path).err


def test_init_where_nothing_can_be_made(tmp_path: Path, toolkit: Callable) -> None:
    (tmp_path / "file").write_text("x")
    assert toolkit("init", tmp_path / "file" / "project").code == 3


def test_status_as_a_page(project: Path, toolkit: Callable) -> None:
    assert toolkit("status", "--project", project, "--html").code == 0
    page = (project / "output" / "status.html").read_text("utf-8")
    assert '<rect class="empty"' in page
    assert toolkit("status", "--project", project, "--html").code == 0
    (project / "notes.html").write_text("mine", "utf-8")
    refused = toolkit("status", "--project", project, "--html", project / "notes.html")
    assert refused.code == 2
    assert "no page of toolkit status" in refused.err
    assert (project / "notes.html").read_text("utf-8") == "mine"


def test_status(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("status", "--project", project)
    head, row = outcome.out.splitlines()
    assert head.split()[:3] == ["document", "segments", "empty"]
    assert row.split()[:3] == ["harbour", "4", "4"]
    assert "not built since the last change" in row
    assert list((project / "output").iterdir()) == []
    toolkit("build", "--project", project)
    (status,) = json.loads(toolkit("status", "--json", "--project", project).out)
    assert status["built"] is True
    assert status["states"]["empty"] == 4
    assert status["findings"]["warning"] == 4


def with_english(project: Path, toolkit: Callable, *english: str) -> None:
    toolkit("build", "--project", project)
    path = project / "source" / "harbour.xlf"
    text = path.read_text(encoding="utf-8")
    for line in english:
        text = text.replace('<target state="new"></target>', f"<target>{line}</target>", 1)
    path.write_text(text, encoding="utf-8")


def test_check(project: Path, toolkit: Callable) -> None:
    with_english(project, toolkit, "River Port opens", "By our staff", "Jianggang New Town invested RMB 50 billion.")
    outcome = toolkit("check", "--project", project)
    assert outcome.code == 1
    assert "source/harbour.xlf row 1: error term-forbidden: “River Port” is forbidden for 江港新城" in outcome.out
    assert "row 3: error number-value: 5亿 is 500 million, not “50 billion”" in outcome.out
    assert "1 document: 2 errors, 2 warnings" in outcome.err
    outcome = toolkit("check", "--project", project, "--select", "empty")
    assert outcome.code == 0
    assert outcome.out.count("warning empty") == 1


def test_check_json(project: Path, toolkit: Callable) -> None:
    with_english(project, toolkit, "River Port opens")
    outcome = toolkit("check", project / "source" / "harbour.xlf", "--project", project, "--format", "json")
    findings = json.loads(outcome.out)
    forbidden = next(finding for finding in findings if finding["code"] == "term-forbidden")
    assert forbidden == {
        "document": "harbour",
        "unit": forbidden["unit"],
        "code": "term-forbidden",
        "severity": "error",
        "message": "“River Port” is forbidden for 江港新城; write “Jianggang New Town”",
        "source": "江港新城开港",
        "target": "River Port opens",
        "side": "target",
        "start": 0,
        "end": 10,
        "suggestion": "Jianggang New Town",
        "accepted": "",
    }


def test_check_before_the_first_build(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("check", "--project", project)
    assert outcome.code == 3
    assert "toolkit build" in outcome.err


def test_checks_are_listed_and_unknown_ones_refused(project: Path, toolkit: Callable) -> None:
    listed = {line.split()[0]: line for line in toolkit("check", "--list").out.splitlines()}
    assert "Only on request." in listed["quotes-number"]
    assert "Only on request." not in listed["number-value"]
    outcome = toolkit("check", "--select", "numbers", "--project", project)
    assert outcome.code == 2
    assert "checks are: empty" in outcome.err


def test_ignore_from_the_settings(project: Path, toolkit: Callable) -> None:
    (project / "toolkit.toml").write_text('[checks]\nignore = ["empty"]\n')
    toolkit("build", "--project", project)
    assert toolkit("check", "--project", project).out == ""


def test_segment(project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = toolkit("segment", project / "source" / "harbour.txt")
    assert outcome.out.splitlines()[-2:] == ["江港新城今年投资5亿元。", "港口全年吞吐量达60万标箱！"]
    stdin = io.TextIOWrapper(io.BytesIO("船来了。“好！”他说。".encode("gb18030")))
    monkeypatch.setattr("sys.stdin", stdin)
    assert json.loads(toolkit("segment", "-", "--json").out) == ["船来了。", "“好！”他说。"]
    assert toolkit("segment", "no such file.txt").code == 2


def test_in_a_project_a_text_is_cut_as_the_project_does(
    project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, before = project / "source" / "port.txt", "港口开港；码头动工。船来了。\n"
    source.write_text(before, encoding="utf-8")
    (project / "toolkit.toml").write_text("[segmentation]\nsemicolon = true\n", encoding="utf-8")
    (project / "source" / "port.breaks").write_text("join 码头动工。|船来了\nsplit 没有|这句\n", encoding="utf-8")
    cut = toolkit("segment", source, "--project", project)
    assert cut.out.splitlines() == ["港口开港；", "码头动工。船来了。"]
    assert "port.breaks line 2" in cut.err
    assert toolkit("segment", source, "--project", project, "-q").err == ""
    assert toolkit("segment", source, "--project", project, "--plain").out.splitlines() == [
        "港口开港；码头动工。",
        "船来了。",
    ]
    copy = project / "port.txt"
    copy.write_text(before, encoding="utf-8")
    monkeypatch.chdir(project)
    assert toolkit("segment", "port.txt").out.splitlines() == ["港口开港；", "码头动工。", "船来了。"]
    assert toolkit("segment", "port.txt", "--project", "nowhere").code == 2


def test_terms_list_and_find(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("terms", "list", "--project", project)
    assert outcome.out.splitlines() == ["江港新城  Jianggang New Town  places", "标箱      TEU                 places"]
    terms = json.loads(toolkit("terms", "list", "jianggang", "--json", "--project", project).out)
    assert [term["source"] for term in terms] == ["江港新城"]
    assert toolkit("terms", "list", "--category", "firms", "--project", project).out == ""
    assert toolkit("terms", "list", "--status", "proposed", "--project", project).out == ""
    assert "2 terms" in toolkit("terms", "list", "--status", "preferred", "--project", project).err
    hits = json.loads(toolkit("terms", "find", "在江港新城裝60萬標箱", "--json", "--project", project).out)
    assert hits == [
        {"start": 1, "end": 5, "source": "江港新城", "target": "Jianggang New Town", "category": "places"},
        {"start": 9, "end": 11, "source": "標箱", "target": "TEU", "category": "places"},
    ]
    assert "2 terms found" in toolkit("terms", "find", "江港新城标箱", "--project", project).err


@pytest.mark.parametrize("arguments", [[], *([name] for name in COMMANDS), *(["terms", name] for name in VERBS)])
def test_help_has_examples(toolkit: Callable, arguments: list[str]) -> None:
    outcome = toolkit(*arguments, "--help")
    assert outcome.code == 0
    assert "Usage: toolkit" in outcome.out
    assert "Examples:" in outcome.out


def test_wrong_usage(toolkit: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "did you mean “build”?" in toolkit("buidl").err
    assert "commands are: init, build" in toolkit("xyz").err
    assert toolkit("build", "--fast").code == 2
    monkeypatch.chdir(tmp_path)
    outcome = toolkit("build")
    assert outcome.code == 2
    assert "toolkit init" in outcome.err


def test_settings_errors(project: Path, toolkit: Callable) -> None:
    (project / "toolkit.toml").write_text("[build]\nfomats = []\n")
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 2
    assert "toolkit.toml line 2: unknown key “fomats”" in outcome.err


def test_an_interruption_is_said(project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.pipeline.build_document", interrupt)
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 130
    assert "What was done is kept" in outcome.err


def modules_after(*arguments: str) -> set[str]:
    script = (
        f"import sys; from toolkit.cli import run; run({list(arguments)!r})\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stderr.split())


def test_help_loads_click_and_nothing_large() -> None:
    loaded = modules_after("--help")
    assert "click" in loaded
    large = {"lxml", "docx", "jinja2", "opencc", "sacremoses", "daachorse", "toolkit.pipeline", "importlib.metadata"}
    assert not large & loaded
    assert "importlib.metadata" not in modules_after("--version")


def test_an_unchanged_build_loads_no_more_than_it_needs(project: Path, toolkit: Callable) -> None:
    assert toolkit("build", "--project", project).code == 0
    loaded = modules_after("build", "--project", str(project))
    assert "toolkit.pipeline" in loaded
    large = {"lxml", "docx", "jinja2", "opencc", "sacremoses", "numpy", "sqlite3", "lemminflect"}
    large |= {"multiprocessing", "concurrent.futures"}
    assert not large & loaded


def test_version_and_module_entry() -> None:
    done = subprocess.run([sys.executable, "-m", "toolkit", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"toolkit {__version__}"


def test_the_verbs_are_functions() -> None:
    import toolkit as package

    for name in ("build", "find_project", "read", "segment", "update", "annotate", "run_checks", "render"):
        assert callable(getattr(package, name))
        assert name in dir(package)
    with pytest.raises(AttributeError):
        package.no_such_thing  # noqa: B018
