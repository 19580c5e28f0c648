"""Corpora of roles and factuality as training reads them, from small files made here."""

import gzip
import json
import tarfile
from pathlib import Path

from training.corpora import Sentence, Word, apart_from
from training.propbank import add_propbank, bio_tags, learn_roles, learn_senses, read_examples, role_functions
from training.uds import add_factuality

FRAMES = """<roleset id="leave.01" name="go away"><aliases><alias pos="v">leave</alias></aliases>
<roles><role descr="leaver" f="PAG" n="0"/><role descr="place" f="PPT" n="1"></role></roles></roleset>
<roleset id="leave.02" name="give"><aliases><alias pos="v">leave</alias><alias pos="n">leaving</alias></aliases>
<roles><role descr="giver" f="PAG" n="0"/></roles></roleset>
<roleset id="leave_out.03" name="omit"><aliases><alias pos="v">leave_out</alias></aliases></roleset>"""


EXAMPLE = """<example name="{name}" src=""><text>{text}</text><propbank><rel relloc="{rel}">x</rel>{roles}</propbank>
</example>"""


def role(name: str, first: int | str, last: int | str) -> str:
    return f'<arg type="{name}" start="{first}" end="{last}">x</arg>'


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


def test_examples_of_the_frames(tmp_path: Path) -> None:
    rows = [
        ("`` The Orlova-led force *trace* left Lund , '' he said", 5, role("ARG0", 1, 3) + role("ARGM-PNC", 6, 6)),
        ("The force left Lund", 2, role("ARG0", 0, 2)),
        ("The force left Lund", 2, role("ARG0", "?", "?")),
        ("The force left Lund", 2, role("ARG0", 0, 1) + role("ARG1", 1, 1)),
        ("They left", 1, ""),
    ]
    examples = "".join(EXAMPLE.format(name="x", text=text, rel=rel, roles=roles) for text, rel, roles in rows)
    (tmp_path / "leave.xml").write_text(f'<roleset id="leave.01" name="go">{examples}</roleset>', "utf-8")
    with tarfile.open(tmp_path / "frames.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "leave.xml", "frames/leave.xml")
    (found,) = read_examples(tmp_path / "frames.tar.gz")  # what is not sound is left out
    assert "".join(w.form + " " * w.space_after for w in found.words) == '"The Orlova-led force left Lund," he said '
    (frame,) = found.frames or ()
    assert (found.forms[frame.place], frame.roleset) == ("left", "leave.01")
    tagged = [(word, tag) for word, tag in zip(found.forms, frame.tags, strict=True) if tag != "O"]
    assert [tag for _, tag in tagged] == ["B-ARG0", "I-ARG0", "I-ARG0", "I-ARG0", "I-ARG0", "B-ARGM-PRP"]
    assert tagged[-1][0] == "Lund"
    assert not found.all_frames


def test_what_stands_in_a_held_out_sentence_is_not_learned_from() -> None:
    held_out = ["On Monday the force left the old town of Lund at last .".split(), "He left .".split()]
    same = sentence("a", "the FORCE left the old town of Lund")
    short, other = sentence("b", "He left"), sentence("c", "The force left the town of Lund on Monday at noon")
    assert [s.ident for s in apart_from([same, short, other], held_out)] == ["c"]
