"""The package outside its checkout: the wheel has all that the commands need."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_a_wheel_works_elsewhere(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
    ]
    subprocess.run([*command, str(copy_of_checkout(tmp_path))], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("bilingual_toolkit-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        assert {"toolkit/py.typed", "toolkit/engines/prompts/chat.txt"} <= set(archive.namelist())
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.path = [p for p in sys.path if p != sys.argv[2]]\n"
        "import toolkit; assert toolkit.__file__.startswith(sys.argv[1]), toolkit.__file__\n"
        "from pathlib import Path; from toolkit.cli import run\n"
        "assert run(['init', 'p']) == 0\n"
        "Path('p/source/a.txt').write_text('港口开港。', encoding='utf-8')\n"
        "assert run(['build', '--project', 'p']) == 0\n"
        "assert len(list(Path('p/output').iterdir())) == 2\n"
    )
    arguments = [sys.executable, "-c", script, str(tmp_path / "installed"), str(ROOT)]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def copy_of_checkout(folder: Path) -> Path:
    """Building in the checkout would leave files there."""
    import shutil

    target = folder / "checkout"
    target.mkdir()
    shutil.copytree(ROOT / "toolkit", target / "toolkit", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, target / name)
    return target
