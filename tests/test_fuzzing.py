"""Inputs that nobody would write: a part of the long walk of `fuzzing.py`, and what it has found before."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fuzzing
from conftest import ROOT
from fuzzing_checks import check, public_text
from fuzzing_inputs import KINDS, TOKENS, Input, encoded, input_of, kind_of, nth_of

pytestmark = pytest.mark.long

fixed = settings(derandomize=True, deadline=None, database=None)
"""The same examples each time, on any machine, and nothing kept."""
PATHS = {
    "txt": "seeds/talks.txt",
    "md": "seeds/talks.md",
    "html": "seeds/talks.html",
    "sidecar": "seeds/talks.yml",
    "entry": "docs/glossary/x.md",
    "citing": "docs/x.md",
    "bibliography": "seeds/bibliography.yml",
    "bibtex": "works.bib",
    "csl": "works.json",
    "words": "words",
}
"""The kinds that have one file, and its path."""
TEXTS = st.lists(st.sampled_from(TOKENS) | st.text(max_size=8), max_size=30).map("".join)


def of_one_file(kind: str, data: bytes) -> Input:
    """An input of a kind that has one file; a sidecar has a seed beside it."""
    seed = (("seeds/talks.txt", b"The text of the talks."),) if kind == "sidecar" else ()
    return Input(kind, (*seed, (PATHS[kind], data)))


@pytest.mark.parametrize("kind", KINDS)
@settings(fixed, max_examples=120)
@given(st.integers(0, 1_000_000))
def test_all_holds_of_any_input(kind: str, n: int) -> None:
    check(nth_of(kind, n))


@pytest.mark.parametrize("kind", PATHS)
@settings(fixed, max_examples=60)
@given(TEXTS)
def test_all_holds_of_any_text(kind: str, text: str) -> None:
    check(of_one_file(kind, encoded(text)))


@pytest.mark.parametrize("kind", [kind for kind in PATHS if kind not in ("citing", "words")])
@settings(fixed, max_examples=40)
@given(st.binary(max_size=200))
def test_all_holds_of_any_bytes(kind: str, data: bytes) -> None:
    check(of_one_file(kind, data))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("sidecar", b"keep: [[byline]]"),
        ("sidecar", b"keep: {x: y}"),
        ("sidecar", b"{\n"),
        ("sidecar", "'\u2028".encode()),
        ("sidecar", "tags: x\u2028\x85y\n- z\npage: [".encode()),
        ("sidecar", "E: –\n\n - ".encode()),
        ("bibliography", '"\u2028\\u\n'.encode()),
        ("entry", "---\nx: \u2029 y\n '|': \n---\n".encode()),
        ("csl", b'[{"id": "a", "type": "\\ud800"}]'),
        ("md", b"The talks\\\nbegin\n-\nThey went on."),
        ("md", b"# The<br>talks\n\nThey went on."),
        ("md", b"U```\nS``` ST"),
        ("md", b"`a`*`b`* c"),
        (
            "html",
            b'Text.<script type="application/ld+json">{"@type": "WebPage", "author": "A \\ud800", "publisher": "\\u0000"}</script>',
        ),
        ("html", b'<meta property="og:site_name" content="The&#10;Courier &#7;"><p>The text.'),
        ("html", b"<![x]>The text."),
        ("txt", b"The talks went on.\n\nPhoto:" + b"x" * 390 + b".\n\nThey ended."),
        # Excerpts: cut where something was mended; of bytes that look like another encoding when some are cut off; of a page
        # with its heading below.
        ("txt", "0\x80\x80000".encode()),
        ("html", b'u\x000\x003\x0001!x \x00"'),
        (
            "html",
            b"<title>The talks</title><p>The talks began in Geneva, and went on for all of a day.</p><h1>The talks</h1>",
        ),
    ],
)
def test_what_was_found_is_mended(kind: str, data: bytes) -> None:
    check(of_one_file(kind, data))


def test_an_input_is_always_the_same() -> None:
    inputs = [input_of(number) for number in range(200)]
    assert inputs == [input_of(number) for number in range(200)]
    assert {one.kind for one in inputs} == set(KINDS)
    assert [one.kind for one in inputs] == [kind_of(number) for number in range(200)]


def test_no_order_depends_on_hashes() -> None:
    """What readers see of some projects is the same in two processes, whose sets have other orders."""
    told = [
        subprocess.run(
            [sys.executable, "-c", "import test_fuzzing; print(test_fuzzing.digest())"],
            cwd=ROOT / "tests",
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0].strip()
    assert told[0] == told[1]


def digest() -> str:
    """The checksum of what readers see of some projects."""
    texts = "\n".join(public_text(nth_of("project", n)) for n in range(30))
    return hashlib.sha256(texts.encode("utf8", "surrogatepass")).hexdigest()


def test_what_fails_is_told_and_made_small(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(one: Input) -> None:
        assert b"e" not in dict(one.files).get("seeds/talks.txt", b""), "there is an e"

    monkeypatch.setattr(fuzzing, "check", fails)
    assert fuzzing.main(["--inputs", "80", "--kind", "txt"]) == 1
    told = capsys.readouterr().out
    assert "seeds/talks.txt: b'e'" in told
    assert "there is an e" in told
    assert fuzzing.main(["--only", "0"]) == 1


def test_what_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(_: Input) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzzing, "check", hangs)
    monkeypatch.setattr(fuzzing, "HANGS", 0.05)
    before = signal.getsignal(signal.SIGPROF)
    _, failure = fuzzing.tried(0, input_of(0))
    assert failure
    assert failure.signature.startswith("HangsError")
    assert signal.getsignal(signal.SIGPROF) is before
