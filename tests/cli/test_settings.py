"""Settings files: the user's own, then the nearest; what a folder's may set; what is refused, with file and line."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from newsextract.cli.app import app
from newsextract.cli.settings import FROM_FOLDERS, SettingsError, read_settings
from tests.process import Command, run_command

TEXT = "Ana Duarte lives in France."

# Each option of the command: where it may be set. A folder's file may come with a download, so what it sets may not
# read, write or connect elsewhere, nor choose what is believed, nor have finished work done again.
WHERE = {
    **dict.fromkeys(("format", "only", "numbers", "indirect", "text", "sentences", "no-bylines"), "in a folder's file"),
    **dict.fromkeys(("min-confidence", "workers", "fail-fast", "quiet", "verbose"), "in a folder's file"),
    **dict.fromkeys(("output", "force", "prune"), "by the user: it is about what is written"),
    **dict.fromkeys(
        ("glob", "follow-links", "any-language", "text-field", "id-field", "title-field", "date-field", "shard"),
        "by the user: it is about what is read",
    ),
    **dict.fromkeys(("model", "rules"), "by the user: it is about what is believed"),
    **dict.fromkeys(("scheduler",), "by the user: it connects"),
    **dict.fromkeys(("limit", "timeout"), "by the user: it is about what an input may cost"),
    **dict.fromkeys(
        (
            "files-from",
            "null",
            "id",
            "brief",
            "corrections",
            "config",
            "version",
            "install-completion",
            "show-completion",
        ),
        "in no file",
    ),
}


def test_of_each_option_it_is_said_where_it_may_be_set() -> None:
    options = {option.opts[0].removeprefix("--") for option in typer.main.get_command(app).params} - {"files"}
    assert options == WHERE.keys(), "say in WHERE of each option where it may be set"
    assert {name for name, where in WHERE.items() if where == "in a folder's file"} == FROM_FOLDERS


@pytest.mark.parametrize("name", [name for name, where in WHERE.items() if where.startswith("by the user")])
def test_a_folders_file_may_not_set_what_the_user_alone_may(command: Command, tmp_path: Path, name: str) -> None:
    value = "true" if name in ("force", "prune", "follow-links", "any-language") else '"x"'
    (tmp_path / "newsextract.toml").write_text(f"quiet = true\n{name} = {value}\n")
    done = command("a.txt")
    own = Path(os.environ["XDG_CONFIG_HOME"], "newsextract", "newsextract.toml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        f"newsextract: {tmp_path}/newsextract.toml:2: {name} cannot be set by a file found in a folder: "
        f"type --{name}, set it in {own}, or in a file named with --config\n"
    )


def run_in(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in another folder than that of the fixture; one that waits for ever fails."""
    return run_command(arguments, b"", folder, environment)


def test_the_nearest_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "newsextract.toml").write_text('only = "people"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert read_settings(None).values == {"only": "people"}
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert read_settings(None).values == {"only": "people"}
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.newsextract]\nworkers = 1\n")
    assert read_settings(None).values == {"workers": 1}
    (tmp_path / "a" / "newsextract.toml").write_text("quiet = true\n")
    assert read_settings(None).values == {"quiet": True}
    assert read_settings(str(tmp_path / "newsextract.toml")).values == {"only": "people"}


def test_the_users_own_file_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, folder = tmp_path / "config" / "newsextract.toml", tmp_path / "folder"
    own.parent.mkdir()
    folder.mkdir()
    own.write_text('only = "people"\noutput = "finds/"\nrules = "~/rules"\nquiet = true\n')
    mine = {"only": "people", "output": f"{own.parent}/finds/", "rules": str(Path.home() / "rules"), "quiet": True}
    monkeypatch.chdir(folder)
    assert read_settings(None, tmp_path / "none.toml").values == {}
    assert read_settings(None, own).values == mine
    (folder / "newsextract.toml").write_text('only = "numbers"\nquiet = false\n')
    settings = read_settings(None, own)
    assert settings.values == {**mine, "only": "numbers", "quiet": False}
    assert settings.files == (own, folder / "newsextract.toml")
    (folder / "named.toml").write_text('scheduler = "tls://x:1"\n')
    assert read_settings("named.toml", own).values == {**mine, "scheduler": "tls://x:1"}
    monkeypatch.chdir(own.parent)  # where it is found too
    assert read_settings(None, own).values == {**mine, "output": "finds/"}
    assert read_settings(None, own).files == (own,)


def test_the_command_reads_the_users_own_file(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "config" / "newsextract" / "newsextract.toml"
    own.parent.mkdir(parents=True)
    own.write_text(f'only = "people"\noutput = "{tmp_path}/finds.jsonl"\n')
    (tmp_path / "a.txt").write_text(TEXT)
    assert command("a.txt", XDG_CONFIG_HOME=str(tmp_path / "config")).stdout == b""
    assert json.loads((tmp_path / "finds.jsonl").read_text())["countries"] is None


def test_a_config_home_that_is_the_current_folder_is_none(command: Command, tmp_path: Path) -> None:
    planted = tmp_path / "newsextract" / "newsextract.toml"
    planted.parent.mkdir()
    planted.write_text('output = "out.jsonl"\n')
    (tmp_path / "a.txt").write_text(TEXT)
    for home in ("", "."):
        assert command("a.txt", XDG_CONFIG_HOME=home).stdout
    assert not (tmp_path / "out.jsonl").exists()


def test_verbose_tells_which_files_were_read(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "config" / "newsextract" / "newsextract.toml"
    own.parent.mkdir(parents=True)
    own.write_text('only = "people"\n')
    (tmp_path / "newsextract.toml").write_text("verbose = true\n")
    (tmp_path / "a.txt").write_text(TEXT)
    home = str(tmp_path / "config")
    told = f"newsextract: {own}: settings read\nnewsextract: {tmp_path}/newsextract.toml: settings read\n"
    assert command("a.txt", XDG_CONFIG_HOME=home).stderr.decode() == told
    assert command("a.txt", "--no-verbose", XDG_CONFIG_HOME=home).stderr == b""
    assert command("a.txt", "-v", "--config", "/dev/null").stderr == b"newsextract: /dev/null: settings read\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\nonyl = 'people'\n", "x.toml:2: unknown setting 'onyl': choose from "),
        ("quiet = 1\n", "x.toml:1: quiet = 1: it takes true or false"),
        ("only = true\n", "x.toml:1: only = True: it takes a string"),
        ("workers = 2.5\n", "x.toml:1: workers = 2.5: it takes a string or a whole number"),
        ("quiet = true\n[output]\nx = 1\n", "x.toml:2: output = {'x': 1}: it takes a string"),
        ("only = people\n", "x.toml: Invalid value (at line 1, column 8)"),
        (f"only = {'[' * 5000}\n", "x.toml: TOML inline arrays/tables are nested more than the allowed"),
        (f"only = {['x' * 5000]}\n", "x.toml:1: only = ['xxxxxxxxxxxx...xxxxxxxxxxxxx']: it takes a string"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        read_settings(str(tmp_path / "x.toml"))
    assert str(error.value).startswith(str(tmp_path / says))


def test_a_mistake_in_a_pyproject_is_told_by_the_line_below_our_table(command: Command, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.other]\noutput = "x"\n[tool.newsextract]\noutput = "y"\n')
    assert f"{tmp_path}/pyproject.toml:4: output cannot be set".encode() in command("a.txt").stderr
    (tmp_path / "pyproject.toml").write_text("[tool]\nnewsextract = 5\n")
    assert b"pyproject.toml: tool.newsextract is not a table: write [tool.newsextract]" in command("a.txt").stderr


def test_a_folder_gets_no_more_workers_than_there_are_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2}, raising=False)
    monkeypatch.chdir(tmp_path)
    for asked, got in [("5000", 3), ('"5000"', 3), ('"auto"', 3), ("2", 2)]:
        (tmp_path / "newsextract.toml").write_text(f"workers = {asked}\n")
        assert read_settings(None).values == {"workers": got}
    (tmp_path / "newsextract.toml").write_text("workers = 5000\n")
    assert read_settings("newsextract.toml").values == {"workers": 5000}


def plant(path: Path, what: str) -> None:
    """Make a file of that name that is not to be taken, with a table of ours in it where it can have one."""
    settings = '[tool.newsextract]\nonly = "people"\n' if path.name == "pyproject.toml" else 'only = "people"\n'
    if what == "FIFO":
        os.mkfifo(path)
    elif what == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.path.relpath(path))
    elif what == "device":
        path.symlink_to("/dev/zero")
    elif what == "folder":
        path.mkdir()
    elif what == "large":
        path.write_text(settings + "# filler\n" * 8000)
    elif what == "not UTF-8":
        path.write_bytes(settings.encode() + b"# caf\xe9\n")
    elif what == "stranger's":
        path.write_text(settings)


REFUSED = {
    "FIFO": "not a regular file",
    "socket": "not a regular file",
    "device": "not a regular file",
    "folder": "not a regular file",
    "large": "over 64 KB",
    "not UTF-8": "not UTF-8",
    "stranger's": "it belongs to another user, of uid ",
}


@pytest.mark.parametrize("name", ["newsextract.toml", "pyproject.toml"])
@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_found_may_be_no_trap(
    tmp_path: Path, name: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plant(tmp_path / name, what)
    (tmp_path / "a.txt").write_text(TEXT)
    done = as_a_stranger(tmp_path, tmp_path / name) if what == "stranger's" else run_in(tmp_path, "a.txt")
    if name == "pyproject.toml" and REFUSED[what] == "not a regular file":  # another program's, for all we know
        assert (done.returncode, done.stderr) == (0, b"")
        return
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, b"", 1)
    assert re.search(rf"{name}: .*{REFUSED[what]}.*: (remove it|save it as UTF-8)", done.stderr.decode())


@pytest.mark.parametrize("what", ["large", "not UTF-8", "stranger's"])
def test_a_pyproject_without_our_table_is_none_of_our_business(tmp_path: Path, what: str) -> None:
    path = tmp_path / "pyproject.toml"
    plant(path, what)
    path.write_bytes(path.read_bytes().replace(b"[tool.newsextract]", b"[tool.other]  # as newsextract has"))
    (tmp_path / "a.txt").write_text(TEXT)
    done = as_a_stranger(tmp_path, path) if what == "stranger's" else run_in(tmp_path, "a.txt")
    assert (done.returncode, done.stderr) == (0, b"")


def as_a_stranger(folder: Path, path: Path) -> subprocess.CompletedProcess[bytes]:
    """The command as run by another user than the one whose that file is."""
    if os.geteuid() == 0:
        os.chown(path, 12345, 12345)
        return run_in(folder, "a.txt")
    script = "import os\nos.geteuid = lambda: 12345\nfrom newsextract.cli.app import main\nmain()"
    return subprocess.run([sys.executable, "-c", script, "a.txt"], cwd=folder, capture_output=True, check=False)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.chdir(tmp_path)
    pyproject, own = tmp_path / "pyproject.toml", tmp_path / "newsextract.toml"
    pyproject.write_text('[tool.newsextract]\nonly = "people"\n')
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        assert read_settings(None).values == {}
    own.write_text('only = "people"\n')
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SettingsError, match=r"\(cannot be read \(permission denied\)\): remove it"):
        read_settings(None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('[tool]\nnewsextract = {only = "people"}\n', {"only": "people"}),
        ('[tool."newsextract"]\nonly = "people"\n', {"only": "people"}),
        ('[project]\nname = "newsextract"\n', {}),
        ("tool = 5  # newsextract\n", {}),
        ("no TOML at all, of newsextract\n", {}),
    ],
)
def test_a_pyproject_has_settings_where_it_has_our_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, values: dict[str, str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert read_settings(None).values == values


def test_a_broken_pyproject_with_our_table_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text("x = \n  [ tool . 'newsextract' ]\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=r"pyproject.toml: Invalid value \(at line 1"):
        read_settings(None)


def test_a_current_folder_that_is_gone_has_no_settings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    shell = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -P -m newsextract {tmp_path}/a.txt"
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, capture_output=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_guide_names_what_a_folders_file_may_set() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"so it sets\s+only (.*?)\(up to\s+one\s+per\s+core\)", guide, re.DOTALL)
    assert set(re.findall(r"`(.*?)`", said)) == FROM_FOLDERS


def test_a_file_named_may_be_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    shell = f"{sys.executable} -m newsextract a.txt --config <(echo 'only = \"people\"')"
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, capture_output=True, timeout=300, check=True)
    assert json.loads(done.stdout)["countries"] is None
    done = run_in(tmp_path, "a.txt", "--config", "/dev/zero")
    assert (done.returncode, done.stderr) == (2, b"newsextract: /dev/zero: over 64 KB: is it a settings file?\n")


def test_options_have_defaults_from_the_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "pyproject.toml").write_text('[tool.newsextract]\nonly = "people"\nformat = "json"\n')
    record = json.loads(command("a.txt").stdout)
    assert record["people"]
    assert record["countries"] is None
    assert command("a.txt").stdout.startswith(b"{\n")
    assert json.loads(command("a.txt", "--only", "countries").stdout)["people"] is None
    (tmp_path / "other.toml").write_text('only = "numbers"\n')
    assert json.loads(command("a.txt", "--config", "other.toml").stdout)["numbers"] == []


def test_what_a_file_switches_on_is_switched_off_by_hand(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte said that it was late.")
    (tmp_path / "b.jpg").write_bytes(b"")
    (tmp_path / "newsextract.toml").write_text("quiet = true\nindirect = true\n")
    done, undone = command("."), command(".", "--no-quiet", "--no-indirect")
    assert (done.stderr, [quote["kind"] for quote in json.loads(done.stdout)["quotes"]]) == (b"", ["indirect"])
    assert undone.stderr.startswith(b"newsextract: skipped")
    assert json.loads(undone.stdout)["quotes"] == []


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("fail_fast = true", "newsextract.toml:1: unknown setting 'fail_fast': choose from format, only"),
        ("version = true", "newsextract.toml:1: unknown setting 'version'"),
        ("workers = 0", "--workers 0: give a number from 1"),
        ('only = "a\\u0000b"', "newsextract.toml:1: only = 'a\\x00b': a name cannot contain NUL"),
        (f"quiet = {'9' * 5000}", "newsextract.toml: Exceeds the limit (4300 digits)"),
        (f"quiet = {'[' * 9999}", "newsextract.toml: TOML inline arrays/tables are nested more than"),
    ],
)
def test_mistakes_end_the_command(command: Command, tmp_path: Path, setting: str, says: str) -> None:
    (tmp_path / "newsextract.toml").write_text(setting)
    done = command("a.txt")
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_not_there(command: Command) -> None:
    done = command("a.txt", "--config", "no.toml")
    assert (done.returncode, done.stderr) == (
        2,
        b"newsextract: no.toml: cannot be read (no such file or directory)\n",
    )


def test_a_model_may_be_named_by_the_environment(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert b"'no-such-model'" in command("a.txt", NEWSEXTRACT_MODEL="no-such-model").stderr


@pytest.mark.parametrize(
    ("settings", "arguments", "says"),
    [
        ("", ["--scheduler", "tcp://127.0.0.1:1", "--workers", "2"], b"--scheduler and --workers: choose one"),
        ('scheduler = "tcp://127.0.0.1:1"', ["--workers", "2"], b""),
        ("workers = 2", ["--scheduler", "tcp://127.0.0.1:1"], b"no Dask scheduler answers"),
        ('workers = 2\nscheduler = "tcp://127.0.0.1:1"', [], b"no Dask scheduler answers"),
    ],
)
def test_a_scheduler_or_workers_whichever_was_typed(
    command: Command, tmp_path: Path, settings: str, arguments: list[str], says: bytes
) -> None:
    if b"answers" in says:
        pytest.importorskip("distributed")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "mine.toml").write_text(settings)
    done = command("a.txt", "--config", "mine.toml", *arguments)
    assert (says in done.stderr) if says else (done.stderr == b"")
