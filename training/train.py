"""Trains encoder and heads together; may be stopped at any time and goes on from its last checkpoint."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch

from chancery.reading.model.wordpiece import WordPieces
from training.corpora import Sentence
from training.data import ewt_sentences, training_sentences
from training.labels import learn_labels
from training.layers import Gold, total_loss
from training.name_words import learn_name_words
from training.net import LikelyTree, ReadingNet, load_encoder
from training.targets import NO_GOLD, Encoding, Example, batches, collate, name_pools, usable, vary

#: Where it is trained: on a graphics card where there is one.
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")

#: Peak step sizes, and the share of all steps in which they rise.
ENCODER_RATE, HEAD_RATE, WARM_SHARE = 1.5e-4, 1e-3, 0.06

#: The kept average of the weights takes in this share of the current ones every few steps.
AVERAGE_EVERY, AVERAGE_SHARE = 5, 0.01

#: Seconds between two checkpoints within an epoch.
SAVE_EVERY_S = 120

#: Peak step size of weights that were trained before, against that of fresh ones.
TRAINED_SHARE = 0.5

#: Epochs in which each example of the frame files without events is seen once; they are as many as all other sentences.
EXAMPLE_EPOCHS = 2

SEED = 20261122


def tensors(batch: list[Example]) -> tuple[list[torch.Tensor], Gold]:
    """Network inputs in their order, and gold, of a batch."""
    inputs, gold = collate(batch)
    as_tensors = {name: torch.from_numpy(array).to(DEVICE) for name, array in (inputs | gold).items()}
    return [as_tensors[name] for name in inputs if name != "hints"], as_tensors


def start_from(net: ReadingNet, checkpoint: Path) -> frozenset[str]:
    """Fills the network with the kept average of an earlier run; the names of the weights that it had."""
    average = torch.load(checkpoint, map_location="cpu")["average"]
    own = net.state_dict()
    fitting = {name: weight for name, weight in average.items() if name in own and own[name].shape == weight.shape}
    net.load_state_dict(fitting, strict=False)
    return frozenset(fitting)


def optimiser(net: ReadingNet, trained: frozenset[str] = frozenset()) -> torch.optim.AdamW:
    """AdamW with the encoder's and the heads' step sizes; norms and biases do not decay."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, weight in net.named_parameters():
        if weight.requires_grad:
            fresh = not name.startswith("encoder.") or name == "encoder.casing.weight"
            rate = (HEAD_RATE if fresh else ENCODER_RATE) * (TRAINED_SHARE if name in trained else 1.0)
            groups.setdefault((rate, 0.01 if weight.dim() > 1 else 0.0), []).append(weight)
    return torch.optim.AdamW(
        [
            {"params": weights, "lr": rate, "peak": rate, "weight_decay": decay}
            for (rate, decay), weights in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_share(step: int, steps: int) -> float:
    """Share of the peak step size: rises over the first steps, then falls in a line to 2 %."""
    warm = max(1, int(steps * WARM_SHARE))
    if step < warm:
        return (step + 1) / warm
    return max(0.02, (steps - step) / (steps - warm))


class Trainer:
    """A run: network, optimiser, kept average, place in the schedule.

    Shapes:  `rest` is the number of epochs in which a sentence without annotated events is seen once: more than one to
             teach a finished network events.
    """

    def __init__(
        self, corpora: Path, base: Path, folder: Path, epochs: int, *, start: Path | None = None, rest: int = 1
    ) -> None:
        self.folder, self.epochs, self.rest = folder, epochs, rest
        folder.mkdir(parents=True, exist_ok=True)
        self.sentences = training_sentences(corpora)
        self.labels = learn_labels(self.sentences, corpora / "propbank-frames/frames.tar.gz")
        self.pools = name_pools(self.sentences)
        self.labels.save(folder / "labels.json")
        self.encoding = Encoding(self.labels, WordPieces.from_file(base / "vocab.txt"), learn_name_words())
        dev = [s for s in ewt_sentences(corpora, "dev") if usable(s)][::3]
        self.dev = [self.encoding.example(sentence) for sentence in dev]
        torch.manual_seed(SEED)
        self.net = ReadingNet(self.labels)
        load_encoder(self.net, base / "model.safetensors")
        trained = start_from(self.net, start) if start else frozenset()
        self.net.to(DEVICE)
        self.optimiser = optimiser(self.net, trained)
        self.average = {
            name: weight.detach().clone() for name, weight in self.net.named_parameters() if weight.requires_grad
        }
        self.epoch, self.step = 0, 0
        self.steps_an_epoch = len(self._epoch_batches(0))

    def _epoch_batches(self, epoch: int) -> list[list[Example]]:
        rng = random.Random(SEED + epoch)
        taken = [s for number, s in enumerate(self.sentences) if (number + epoch) % self._epochs_for(s) == 0]
        varied = [self.encoding.example(vary(s, rng, self.pools)) for s in taken]
        return batches(varied, rng, 32)

    def _epochs_for(self, sentence: Sentence) -> int:
        """In how many epochs a sentence is seen once."""
        if sentence.events:
            return 1
        return self.rest if sentence.all_frames else self.rest * EXAMPLE_EPOCHS

    def run(self) -> None:
        """Trains to the end of the schedule; keeps a checkpoint every few minutes and after each epoch."""
        self._resume()
        while self.epoch < self.epochs:
            started = time.monotonic()
            losses = self._train_epoch()
            self.epoch, self.step = self.epoch + 1, 0
            self._save()
            row = {"epoch": self.epoch, "s": round(time.monotonic() - started), **losses}
            row |= {f"dev_{name}": score for name, score in self._scores().items()}
            with (self.folder / "curve.jsonl").open("a") as curve:
                curve.write(json.dumps(row) + "\n")
            print(json.dumps(row), flush=True)

    def _train_epoch(self) -> dict[str, float]:
        """Losses by layer, of the last batches; begins behind the batches that an interrupted run has done."""
        self.net.train()
        sums: dict[str, float] = {}
        before = self.epoch * self.steps_an_epoch
        todo = self._epoch_batches(self.epoch)
        started = saved = time.monotonic()
        sentences = 0
        for number in range(self.step, len(todo)):
            # Seeded by its place, so that a run that was stopped goes on as it would have.
            torch.manual_seed(SEED + before + number)
            share = rate_share(before + number, self.epochs * self.steps_an_epoch)
            for group in self.optimiser.param_groups:
                group["lr"] = group["peak"] * share
            inputs, gold = tensors(todo[number])
            loss, parts = total_loss(self.net, self.net.words(*inputs), gold)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
            self.optimiser.step()
            if number % AVERAGE_EVERY == 0:
                self._take_average(before + number)
            for name, value in parts.items():
                sums[name] = sums.get(name, value) * 0.98 + value * 0.02
            sentences += len(todo[number])
            if number % 50 == 0:
                speed = sentences / (time.monotonic() - started)
                shown = {name: round(value, 3) for name, value in sums.items()}
                print(f"{self.epoch} {number}/{len(todo)} {speed:.0f}/s {shown}", flush=True)
            if time.monotonic() - saved > SAVE_EVERY_S:
                self.step = number + 1
                self._save()
                saved = time.monotonic()
        return {name: round(value, 4) for name, value in sums.items()}

    def _take_average(self, step: int) -> None:
        share = max(AVERAGE_SHARE, 1 / (1 + step / AVERAGE_EVERY))
        with torch.no_grad():
            for name, weight in self.net.named_parameters():
                if weight.requires_grad:
                    self.average[name].lerp_(weight, share)

    def _scores(self) -> dict[str, float]:
        weights = {name: weight.detach().clone() for name, weight in self.net.named_parameters()}
        self.net.load_state_dict(self.average, strict=False)
        scores = dev_scores(self.net, self.dev)
        self.net.load_state_dict(weights)
        return scores

    def _save(self) -> None:
        state = {
            "epoch": self.epoch,
            "step": self.step,
            "epochs": self.epochs,
            "net": self.net.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
        }
        part = self.folder / "checkpoint.part"
        torch.save(state, part)
        part.rename(self.folder / "checkpoint.pt")

    def _resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=DEVICE)
        if state["epochs"] != self.epochs:
            raise SystemExit(f"{path} is of a run of {state['epochs']} epochs: remove it or agree")
        self.net.load_state_dict(state["net"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.step = state["epoch"], state["step"]


def dev_scores(net: ReadingNet, examples: list[Example]) -> dict[str, float]:
    """Accuracies in percent on gold tokens, heads by plain argmax: quick, to watch a run."""
    net.eval()
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    said: list[torch.Tensor] = []
    held: list[torch.Tensor] = []

    def count(name: str, hits: torch.Tensor, known: torch.Tensor) -> None:
        right[name] = right.get(name, 0) + int((hits & known).sum())
        total[name] = total.get(name, 0) + int(known.sum())

    with torch.no_grad():
        for batch in batches(examples, random.Random(0), 32):
            inputs, gold = tensors(batch)
            words = net.words(*inputs)
            for layer in ("upos", "xpos", "feats", "lemma"):
                known = gold["upos"] != NO_GOLD
                count(layer, net.heads[layer](words).argmax(-1) == gold[layer], known)
            parse = net.parse
            arcs = parse.arcs(words).masked_fill((gold["case"] == 0)[:, None, :], -1e4)
            heads = arcs.argmax(-1)
            same = heads == gold["head"]
            relations = parse.relations_at(words, heads).argmax(-1) == gold["deprel"]
            known = gold["head"] != NO_GOLD
            count("uas", same, known)
            count("las", same & relations, known)
            tags = net.names(words, gold["hints"]).argmax(-1)
            named = (gold["names"] > 0) | ((tags > 0) & (gold["names"] == 0))
            count("name_words", tags == gold["names"], named)
            found = net.heads["predicate"](words).argmax(-1) == 1
            true = gold["predicate"] == 1
            count("predicates", found == true, (found | true) & (gold["predicate"] != NO_GOLD))
            if len(gold["frame_at"]):
                tree = LikelyTree(parse.arcs(words), gold["case"] != 0)
                roles = net.roles.tags(words, gold["case"] != 0, tree, gold["frame_at"]).argmax(-1)
                played = (gold["roles"] > 0) | ((roles > 0) & (gold["roles"] == 0))
                count("role_words", roles == gold["roles"], played)
                scores = net.roles.senses(words, gold["frame_at"]).gather(1, gold["choices"])
                best = scores.masked_fill(~gold["choice_known"], -1e4).argmax(-1)
                count("senses", best == gold["right"], gold["right"] != NO_GOLD)
            known = ~gold["factuality"].isnan()
            said.append(net.heads["factuality"](words)[..., 0][known])
            held.append(gold["factuality"][known])
    net.train()
    table = {name: round(100 * right[name] / max(1, total[name]), 2) for name in total}
    both = torch.stack([torch.cat(said), torch.cat(held)])
    return table | {"factuality_r": round(float(torch.corrcoef(both)[0, 1]), 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--base", type=Path, required=True, help="folder of the BERT weights")
    parser.add_argument("--folder", type=Path, required=True, help="checkpoints and logs")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run to go on from, with all its weights")
    parser.add_argument("--rest", type=int, default=1, help="epochs to see each sentence without events once")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    Trainer(options.corpora, options.base, options.folder, options.epochs, start=options.start, rest=options.rest).run()


if __name__ == "__main__":
    main()
