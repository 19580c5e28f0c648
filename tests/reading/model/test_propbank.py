"""Corpora of roles and factuality as training reads them, from small files made here."""

import gzip
import json
import tarfile
from pathlib import Path

from training.corpora import Sentence, Word
from training.propbank import add_propbank, bio_tags, learn_roles, learn_senses, role_functions
from training.uds import add_factuality

FRAMES = """<roleset id="leave.01" name="go away"><aliases><alias pos="v">leave</alias></aliases>
<roles><role descr="leaver" f="PAG" n="0"/><role descr="place" f="PPT" n="1"></role></roles></roleset>
<roleset id="leave.02" name="give"><aliases><alias pos="v">leave</alias><alias pos="n">leaving</alias></aliases>
<roles><role descr="giver" f="PAG" n="0"/></roles></roleset>
<roleset id="leave_out.03" name="omit"><aliases><alias pos="v">leave_out</alias></aliases></roleset>"""


def sentence(ident: str, text: str) -> Sentence:
    return Sentence("ewt", ident, [Word(form, lemma="leave" if form == "left" else form) for form in text.split()])


def write_frames(folder: Path) -> Path:
    (folder / "leave.xml").write_text(FRAMES, "utf-8")
    path = folder / "frames.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder / "leave.xml", "frames/leave.xml")
    return path


def write_table(path: Path, ident: str, rows: list[tuple[str, str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number, (form, sense, role) in enumerate(rows, 1):
            lemma = sense.partition(".")[0] or "-"
            file.write("\t".join(["train", ident, str(number), form, "X", "X", lemma, sense or "-", role]) + "\n")
        file.write("\n")


def test_brackets_become_tags() -> None:
    assert bio_tags(["(ARG0*", "*)", "(V*)", "*", "(ARG1*)"]) == ["B-ARG0", "I-ARG0", "O", "O", "B-ARG1"]


def test_roles_senses_and_functions(tmp_path: Path) -> None:
    rows = [("They", "", "(ARG0*)"), ("left", "leave.02", "(V*)"), ("it", "", "(ARG1*)")]
    write_table(tmp_path / "table.gz", "a", rows)
    sentences = [sentence("a", "They left it"), sentence("b", "They left it")]
    assert add_propbank(sentences, tmp_path / "table.gz", "train") == 1
    assert add_propbank([sentence("a", "They left")], tmp_path / "table.gz", "train") == 0
    frames = sentences[0].frames
    assert frames is not None
    assert sentences[1].frames is None
    assert (frames[0].place, frames[0].roleset, frames[0].tags) == (1, "leave.02", ("B-ARG0", "O", "B-ARG1"))
    archive = write_frames(tmp_path)
    senses = learn_senses(sentences, archive)
    assert senses.rolesets["leave"] == ["leave.02", "leave.01", "leave_out.03"]
    assert senses.classes == ["leave.02"]
    assert role_functions(archive) == {"leave.01": "0PAG 1PPT", "leave.02": "0PAG"}
    assert learn_roles(sentences) == ["O"]


def test_a_text_that_stands_twice_is_matched_in_order(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "uds.gz", "wt", encoding="utf-8") as file:
        for value in (2.5, -1.0):
            row = {"text": "They left", "targets": [{"span1": [1, 2], "label": value}]}
            file.write(json.dumps(row) + "\n")
    sentences = [sentence("a", "They left"), sentence("b", "They left")]
    assert add_factuality(sentences, tmp_path / "uds.gz") == 2
    assert [s.factuality for s in sentences] == [{1: 2.5}, {1: -1.0}]
