"""The wheel holds all that the main job needs: built, unpacked elsewhere, run from there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent


def _metadata(wheel: Path) -> str:
    with ZipFile(wheel) as files:
        (name,) = (name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        return files.read(name).decode()


def test_the_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert "Requires-Dist: trafilatura>=2\n" in _metadata(wheel), "web pages are read as it comes, without an extra"
    subprocess.run([*pip, "install", "--no-deps", "--target", tmp_path / "site", wheel], check=True)
    script = (
        "import newsextract.rules as rules; print(rules.models_folder());"
        "from newsextract import Article, extract; text = 'Ana Duarte lives in France.'; record = extract(text);"
        "print(record.countries[0].alpha_2);"
        "from newsextract.output import render; print(render('html', Article('a', text), record).decode()[:15])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == [str(tmp_path / "site" / "newsextract" / "models"), "FR", "<!DOCTYPE html>"]
    assert (tmp_path / "site/newsextract/archive/showing/page/report.html").is_file()
