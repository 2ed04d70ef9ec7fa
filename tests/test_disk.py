"""What is written is there whole or not at all; what cannot be read or written is told in a sentence."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from backgrounder import writing
from backgrounder.disk import read_inputs
from backgrounder.long_builds import compiled
from backgrounder.project import read_project
from backgrounder.records import with_items
from backgrounder.writing import mend, rewrite, sweep, write_new
from conftest import build, run, write_project

PAIR = (("x.txt", b"text"), ("x.yml", b"title: T"))
SCRIPT = Path(__file__).parent / "benchmarks" / "killing.py"
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")


@forks
@pytest.mark.long
@pytest.mark.parametrize("what", [("points",), ("kills", "12"), ("rounds", "5")], ids="-".join)
def test_nothing_is_half_written_lost_or_mixed(what: tuple[str, ...]) -> None:
    """A kill at each line that writes, a failure of each call, kills at random, and eight processes at once."""
    done = subprocess.run([sys.executable, str(SCRIPT), *what], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def room(folder: Path, *names: str, journal: str | None = None) -> Path:
    """What a run leaves that is killed after it wrote the files of these names."""
    made = folder / ".backgrounder-abcd_012"
    made.mkdir(parents=True)
    for number, name in enumerate(names):
        (made / str(number)).write_bytes(f"ours: {name}".encode())
    if journal is not None:
        (made / "journal").write_text(journal, encoding="utf8")
    return made


def tree(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf8") for path in folder.iterdir()}


def test_a_pair_that_was_being_named_is_finished(tmp_path: Path) -> None:
    made = room(tmp_path, "x.txt", "x.yml", journal='["x.txt", "x.yml"]')
    os.link(made / "0", tmp_path / "x.txt")
    mend(tmp_path)
    assert tree(tmp_path) == {"x.txt": "ours: x.txt", "x.yml": "ours: x.yml"}


@pytest.mark.parametrize(
    ("own", "linked", "left"),
    [
        ({"x.yml": "editor's"}, True, {"x.txt": "ours: x.txt", "x.yml": "editor's"}),
        ({"x.yml": "editor's"}, False, {"x.yml": "editor's"}),
        ({"x.txt": "editor's"}, False, {"x.txt": "editor's"}),
    ],
)
def test_what_an_editor_wrote_meanwhile_stays(
    tmp_path: Path, own: dict[str, str], *, linked: bool, left: dict[str, str]
) -> None:
    made = room(tmp_path, "x.txt", "x.yml", journal='["x.txt", "x.yml"]')
    if linked:
        os.link(made / "0", tmp_path / "x.txt")
    for name, text in own.items():
        (tmp_path / name).write_text(text, encoding="utf8")
    mend(tmp_path)
    assert tree(tmp_path) == left


@pytest.mark.parametrize("journal", [None, "[", "{}", '["../out.txt"]', '["a/b"]', '[".x"]', "[1]", '["C:x"]'])
def test_a_room_without_a_journal_of_plain_names_goes(tmp_path: Path, journal: str | None) -> None:
    room(tmp_path / "seeds", "x.txt", journal=journal)
    mend(tmp_path / "seeds")
    assert [path.name for path in tmp_path.rglob("*")] == ["seeds"]


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    """Hidden files of others, links, and what others put into a room."""
    (tmp_path / ".backgrounder-notes.txt").touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "0").touch()
    (tmp_path / ".backgrounder-abcdefgh").symlink_to(tmp_path / "elsewhere")
    (room(tmp_path, "x.txt", "x.yml", journal='["x.txt", "x.yml"]') / "other").touch()
    (tmp_path / ".backgrounder-settings").touch()
    for name, inner in (("pictures", "1"), ("a_folder", "0/1"), ("document", "journal.txt"), ("contents", "02")):
        (tmp_path / f".backgrounder-{name}" / inner).parent.mkdir(parents=True)
        (tmp_path / f".backgrounder-{name}" / inner).touch()
    before = sorted(tmp_path.rglob("*"))
    mend(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "left", [(), ("0",), ("0", "1"), ("0", "1", "journal.new"), ("0", "1", "journal"), ("journal",)], ids="-".join
)
def test_what_a_run_leaves_goes_whenever_it_is_killed(tmp_path: Path, left: tuple[str, ...]) -> None:
    made = room(tmp_path)
    for name in left:
        (made / name).touch()
    mend(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_room_of_a_run_that_lives_stays(tmp_path: Path) -> None:
    with writing._alone(tmp_path):
        made = room(tmp_path, "x.txt")
        mend(tmp_path)
        assert made.is_dir()
    mend(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_drive_without_locks_is_written_to_and_not_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def no_locks(*_: int) -> None:
        raise OSError(errno.EOPNOTSUPP, "no locks")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    made = room(tmp_path, "y.txt")
    write_new(tmp_path, PAIR)
    mend(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [made.name, "x.txt", "x.yml"]
    with pytest.raises(FileExistsError):
        write_new(tmp_path, PAIR)


def test_of_two_files_none_is_written_if_the_second_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("editor's", encoding="utf8")
    with pytest.raises(FileExistsError) as told:
        write_new(tmp_path, PAIR)
    assert told.value.filename == "x.yml"
    assert tree(tmp_path) == {"x.yml": "editor's"}


def test_a_list_that_an_editor_saves_meanwhile_keeps_both(tmp_path: Path) -> None:
    path = tmp_path / "list.yml"
    path.write_bytes(b"- One\n")
    path.chmod(0o640)

    def change(data: bytes) -> bytes:
        if b"Two" not in data:
            path.write_bytes(b"- One\n- Two\n")
        return with_items(data, ["Three"])

    rewrite(path, change)
    assert path.read_bytes() == b"- One\n- Two\n- Three\n"
    assert path.stat().st_mode & 0o777 == 0o640
    rewrite(path, partial(with_items, items=["three", "two"]))
    assert path.read_bytes() == b"- One\n- Two\n- Three\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"- Q\n"),
        (b"# c\r\n  - Foo # bar\r\n\r\n# x", b"# c\r\n  - Foo # bar\r\n\r\n# x\r\n  - Q\r\n"),
        (b"\xef\xbb\xbf- a", b"\xef\xbb\xbf- a\n- Q\n"),
        (b"---\n- a\n", b"---\n- a\n- Q\n"),
        (b"- q\n", b"- q\n"),
        (b"[a, b]", None),
        (b"- a\n...\n", None),
        (b"a: b\n", None),
        (b"- [b\n", None),
        (b"- \xff\n", None),
    ],
)
def test_a_name_is_added_to_a_list_as_it_is_written_or_not_at_all(before: bytes, after: bytes | None) -> None:
    if after is None:
        with pytest.raises(ValueError, match=r"is no"):
            with_items(before, ["Q"])
    else:
        assert with_items(before, ["Q"]) == after


def test_old_temporary_files_of_kept_templates_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cache = compiled(())
    assert cache is not None
    folder = Path(cache.directory)
    for name in ("backgrounder-jinja-1-a.cacheb.tmp", "backgrounder-jinja-1-a.cachec.tmp", "others.tmp"):
        (folder / name).touch()
    for name in ("backgrounder-jinja-1-a.cacheb.tmp", "others.tmp"):
        os.utime(folder / name, (0, 0))
    compiled(())
    assert sorted(path.name for path in folder.iterdir()) == ["backgrounder-jinja-1-a.cachec.tmp", "others.tmp"]
    sweep(str(folder / "none"), "*")


def project(folder: Path) -> Path:
    return write_project(folder, {"given.txt": "A headline stands here\n\nThe text is longer than that.\n"})


@pytest.mark.parametrize(
    ("there", "command", "told"),
    [
        ("seeds/x.yml", ("add", "given.txt", "--name", "x"), "There is seeds/x.yml already"),
        ("seeds", ("add", "given.txt"), "Nothing was added: seeds is no folder."),
        ("seeds", ("suggest", "--dismiss", "X"), "Nothing was written: seeds is no folder."),
        ("docs/glossary", ("new", "person", "Ivan Smirnov"), "Nothing was written: "),
        ("seeds/not-suggested.yml/", ("suggest", "--dismiss", "X"), "not-suggested.yml is a folder or a link."),
        (None, ("suggest", "--dismiss", " \u202e"), "Write a name behind --dismiss."),
        (None, ("add", "given.txt", "--name", "../?"), "Write a name with letters or digits in it behind --name."),
        (None, ("add", "given.txt", "--name", "Bibliography"), "A seed cannot be called bibliography; choose another"),
        (None, ("add", "given.txt", "--name", "README"), "A seed cannot be called readme; choose another name"),
        (None, ("add", "given.txt", "--name", "\u6f22" * 80), ""),
        (None, ("add", "given.txt", "--name", "\U00020000" * 80), "Nothing was added: "),
        (None, ("add", "docs"), "There is no text to add in docs: no file ends in .txt, .md"),
        (None, ("add", "nothing.txt"), "No such file"),
        ("broken.txt@", ("add", "broken.txt"), "No such file"),
        ("seeds@", ("add", "given.txt"), "Nothing was added: seeds is no folder."),
    ],
)
def test_what_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, there: str | None, command: tuple[str, ...], told: str
) -> None:
    site = project(tmp_path)
    if there and there.endswith("@"):
        (site / there[:-1]).symlink_to("nowhere")
    elif there and there.endswith("/"):
        (site / there).mkdir(parents=True)
    elif there:
        (site / there).parent.mkdir(parents=True, exist_ok=True)
        (site / there).touch()
    before = sorted(site.rglob("*"))
    done = run(site, "backgrounder", *command)
    assert "Traceback" not in done.stderr
    if told:
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr
        assert [path for path in site.rglob("*") if path not in before and path.name != "seeds"] == []
    else:
        assert done.returncode == 0


@pytest.mark.parametrize("there", ["Foo.txt", "FOO.YML", "foo.md", "Foo.tar.gz"])
def test_a_name_is_taken_in_whatever_case(tmp_path: Path, there: str) -> None:
    """A sidecar belongs to every seed of its name, in whatever case."""
    site = project(tmp_path)
    (site / "seeds").mkdir(exist_ok=True)
    (site / "seeds" / there).write_text("Some text that goes on.\n", encoding="utf8")
    done = run(site, "backgrounder", "add", "given.txt", "--name", "foo")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"There is seeds/{there} already; choose another name with --name." in done.stderr
    assert [path.name for path in (site / "seeds").iterdir()] == [there]


def test_a_name_is_dismissed_in_the_list_that_is_read(tmp_path: Path) -> None:
    site = project(tmp_path)
    (site / "seeds").mkdir(exist_ok=True)
    (site / "seeds" / "Not-Suggested.yml").write_text("- Y\n", encoding="utf8")
    done = run(site, "backgrounder", "suggest", "--dismiss", "X")
    assert done.returncode == 0, done.stderr
    assert "seeds/Not-Suggested.yml lists such names." in done.stdout
    assert tree(site / "seeds") == {"Not-Suggested.yml": "- Y\n- X\n"}


@pytest.mark.parametrize("command", [("add", "given.txt", "--name", "x"), ("check", "--fail-on", "error")])
def test_the_next_command_finishes_a_pair(tmp_path: Path, command: tuple[str, ...]) -> None:
    site = project(tmp_path)
    made = room(site / "seeds", "x.txt", "x.yml", journal='["x.txt", "x.yml"]')
    os.link(made / "0", site / "seeds" / "x.txt")
    done = run(site, "backgrounder", *command)
    assert done.returncode == (2 if command[0] == "add" else 0), done.stderr
    assert tree(site / "seeds") == {"x.txt": "ours: x.txt", "x.yml": "ours: x.yml"}


@pytest.mark.parametrize("command", [("add", "given.txt"), ("suggest", "--dismiss", "X"), ("new", "person", "A Name")])
def test_folders_that_cannot_be_written_to_are_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    site = project(tmp_path)
    folders = [site / "seeds", site / "docs" / "glossary" / "persons"]
    for folder in folders:
        folder.mkdir(parents=True)
    (site / "seeds" / "not-suggested.yml").write_text("- Y\n", encoding="utf8")
    before = tree(site / "seeds")
    # Root may write anywhere, and tests may be root's.
    code = (
        "import os, sys; real = os.open\n"
        "def fails(path, flags, *given, **more):\n"
        "    if flags & os.O_CREAT: raise PermissionError(13, 'Permission denied')\n"
        "    return real(path, flags, *given, **more)\n"
        "from backgrounder.cli import main; os.open = fails; main(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=site, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"Error: Nothing was (added|written): Permission denied\.\n", done.stderr)
    assert tree(site / "seeds") == before


@forks
def test_what_cannot_be_read_is_told_and_the_rest_is_built(tmp_path: Path) -> None:
    """Links in circles and to nothing, folders and pipes with the names of seeds, names that no page can show."""
    site = write_project(tmp_path, {"seeds/good.txt": "A headline stands here\n\nThe text is longer than that.\n"})
    seeds = site / "seeds"
    (seeds / "in" / "deep").mkdir(parents=True)
    (seeds / "in" / "deep" / "inner.txt").write_text(
        "Another headline here\n\nThe text is longer than that.\n", encoding="utf8"
    )
    (seeds / "folder.txt").mkdir()
    os.mkfifo(seeds / "pipe.txt")
    for name, target in {
        "gone.txt": "nothing",
        "self.txt": "self.txt",
        "in/deep/up": "..",
        "again": "in",
        "top": ".",
        "out": "../docs",
        "null.txt": "/dev/null",
    }.items():
        (seeds / name).symlink_to(target)
    odd = [b"odd\xff.txt", "turn\u202e.txt".encode(), b"two\nlines.txt"]
    for raw in odd:
        (seeds / os.fsdecode(raw)).write_bytes(b"Text that is not shown.\n")
    (site / "docs" / "loop").symlink_to(".")
    (site / "docs" / "gone.md").symlink_to("nothing")
    os.mkfifo(site / "docs" / "pipe.md")
    inputs = read_inputs(site, site / "docs", "seeds", "glossary")
    project = read_project(inputs)
    assert [article.path for article in project.articles] == ["seeds/good.txt", "seeds/in/deep/inner.txt"]
    told = {finding.place.path for finding in project.findings if finding.code == "unsafe-path"}
    assert told == {
        *(f"seeds/{name}" for name in ("gone.txt", "self.txt", "in/deep/up", "again", "top", "out", "null.txt", "folder.txt", "pipe.txt")),
        *("seeds/odd?.txt", "seeds/turn.txt", "seeds/two lines.txt", "docs/loop", "docs/gone.md", "docs/pipe.md"),
    }  # fmt: skip
    for path in ("docs/loop", "docs/gone.md", "docs/pipe.md"):
        (site / path).unlink()
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert (site / "site" / "articles" / "inner" / "index.html").is_file()


def test_files_that_vanish_or_fail_while_they_are_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_project(tmp_path, {f"seeds/{name}.txt": "A headline is here\n\nAnd some text.\n" for name in "abc"})
    real = os.open

    def fails(path: str, *given: int, **more: int) -> int:
        if str(path).endswith("a.txt"):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if str(path).endswith("b.txt"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *given, **more)

    monkeypatch.setattr(os, "open", fails)
    project = read_project(read_inputs(site, site / "docs", "seeds", "glossary"))
    assert [article.path for article in project.articles] == ["seeds/c.txt"]
    told = [(f.place.path, f.message) for f in project.findings if f.code == "unsafe-path"]
    assert [path for path, _ in told] == ["seeds/a.txt", "seeds/b.txt"]
    assert "(permission denied)" in told[1][1]
