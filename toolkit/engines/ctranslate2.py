"""Models on this machine, run by CTranslate2: OPUS-MT, NLLB, and the packages of Argos Translate.

The only module that knows CTranslate2, sentencepiece and the client of the model hub.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.codes import tagged, untagged
from toolkit.engines.fingerprint import fingerprint
from toolkit.engines.keys import missing_extra
from toolkit.engines.languages import flores
from toolkit.engines.protocol import Request, UnusableReplyError
from toolkit.engines.tags import at_borders
from toolkit.errors import EngineError, SettingsError

_MODEL = "model.bin"
_END = "</s>"
_PIECES = (
    ("source.spm", "target.spm"),
    ("sentencepiece.model", "sentencepiece.model"),
    ("sentencepiece.bpe.model", "sentencepiece.bpe.model"),
    ("flores200_sacrebleu_tokenizer_spm.model", "flores200_sacrebleu_tokenizer_spm.model"),
)
"""The names under which models have their sentencepiece models, for the Chinese and for the English."""

_OF_A_MODEL = (_MODEL, "config.json", "*vocabulary*", "*.spm", "*.model")
"""What is fetched of a model: repositories hold the same weights in other forms, too."""

_MOST_PIECES = 512
"""Pieces of a candidate; one that is not at its end then was cut off."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``kind = "ctranslate2"``; docs/engines.md explains each."""

    folder: str = ""
    model: str = ""
    revision: str = ""
    beam: int = 4
    candidates: int = 4
    source_prefix: str = ""
    target_prefix: str = ""
    device: str = "cpu"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a model are. ``end`` is what the pieces of a sentence must end with, empty for nothing."""

    model: Path
    source: Path
    target: Path
    end: str
    languages: bool
    """Whether the model knows many languages and is told which by a piece (NLLB)."""


@dataclass(frozen=True, slots=True)
class CTranslate2:
    """A model in memory."""

    name: str
    options: Options
    layout: Layout
    translator: Any
    source: Any
    target: Any
    fingerprint: str
    batch: int = 16
    takes: frozenset[str] = frozenset()

    def size(self, request: Request) -> int:
        """The characters of the Chinese; nothing leaves the machine."""
        return len(request.text)

    def ask(self, requests: Sequence[Request]) -> list[str]:
        """The candidates with their scores, as JSON; where the model fails on one of several, it fails alone."""
        try:
            return self._translate(requests)
        except (RuntimeError, ValueError) as error:
            if len(requests) == 1:
                problem = f"the model fails: {' '.join(str(error).split())[:200]}"
                raise EngineError(
                    self.name, problem, "look at the model, or translate this sentence by hand"
                ) from error
        return [self._ask_alone(request) for request in requests]

    def read(self, reply: str) -> tuple[str, ...]:
        """The candidates that came to their end, the likeliest first; raises `UnusableReplyError`."""
        candidates = tuple(one["text"] for one in json.loads(reply) if one["ended"] and one["text"])
        if not candidates:
            raise UnusableReplyError(self.name, "the model gave nothing that has an end", "translate it by hand")
        return candidates

    def _ask_alone(self, request: Request) -> str:
        try:
            (reply,) = self.ask([request])
        except EngineError:
            return "[]"
        return reply

    def _translate(self, requests: Sequence[Request]) -> list[str]:
        results = self.translator.translate_batch(
            [self._pieces(request) for request in requests],
            target_prefix=[self._prefix(request) for request in requests],
            beam_size=max(self.options.beam, self.options.candidates, 1),
            num_hypotheses=max(self.options.candidates, 1),
            max_decoding_length=_MOST_PIECES,
            max_input_length=0,
            return_scores=True,
        )
        return [self._reply(request, result) for request, result in zip(requests, results, strict=True)]

    def _pieces(self, request: Request) -> list[str]:
        text, _ = untagged(request.text)
        first = self.options.source_prefix or (flores(request.source_language) if self.layout.languages else "")
        return [
            *([first] if first else []),
            *self.source.encode(text, out_type=str),
            *([self.layout.end] if self.layout.end else []),
        ]

    def _prefix(self, request: Request) -> list[str] | None:
        first = self.options.target_prefix or (flores(request.target_language) if self.layout.languages else "")
        return [first] if first else None

    def _reply(self, request: Request, result: Any) -> str:
        """One JSON list; codes at the borders of the Chinese are put at those of the English."""
        skip = len(self._prefix(request) or ())
        chinese, codes = untagged(request.text)
        candidates = []
        for pieces, score in zip(result.hypotheses, result.scores, strict=True):
            text = self.target.decode(pieces[skip:]).strip()
            placed = tagged(text, at_borders(codes, len(chinese), len(text)))
            candidates.append({"text": placed, "score": round(score, 4), "ended": len(pieces) < _MOST_PIECES})
        return json.dumps(candidates, ensure_ascii=False)


def find_layout(folder: Path, name: str) -> Layout:
    """The parts of the model in a folder, which may lie in the only folder in it; raises `EngineError`."""
    for place in (folder, *sorted(path for path in _listed(folder) if path.is_dir())):
        model = next((one for one in (place, place / "model") if (one / _MODEL).is_file()), None)
        pieces = next(((a, b) for a, b in _PIECES if (place / a).is_file() and (place / b).is_file()), None)
        if model and pieces:
            source, target = (place / one for one in pieces)
            try:
                many = any("zho_Hans" in path.read_text(encoding="utf-8") for path in model.glob("*vocabulary.*"))
                return Layout(model, source, target, _end(model, many or pieces[0] == "source.spm"), many)
            except (OSError, ValueError, AttributeError, RecursionError) as error:
                problem = f"what describes the model in {place.name} cannot be read ({error})"
                raise EngineError(name, problem, "convert or fetch the model again", ends=True) from error
    known = "; ".join(" and ".join(dict.fromkeys(pair)) for pair in _PIECES)
    problem = f"no CTranslate2 model in {folder.name} ({_MODEL} with {known})"
    raise EngineError(
        name, problem, "convert the model with ct2-transformers-converter, and copy its tokenizer", ends=True
    )


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _end(model: Path, wants_end: bool) -> str:
    """What a sentence must end with: of models that want an end some add it themselves, and say so."""
    config = model / "config.json"
    if not (wants_end and config.is_file()):
        return ""
    return "" if json.loads(config.read_text(encoding="utf-8")).get("add_source_eos") else _END


def weights_hash(path: Path) -> str:
    """The digest of a file of weights, however large."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def fetch(name: str, options: Options) -> None:
    """Fetches the model of the hub that the options name, if they name one; raises `EngineError`."""
    if options.model:
        _of_the_hub(name, options, offline=False)


def _of_the_hub(name: str, options: Options, offline: bool) -> Path:
    """The folder of a model in the cache of the hub's client, which fetches it there unless `offline`."""
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
    except ImportError as error:
        raise missing_extra(name, "hub") from error
    try:
        revision = options.revision or None
        return Path(
            snapshot_download(
                options.model, revision=revision, local_files_only=offline, allow_patterns=list(_OF_A_MODEL)
            )
        )
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError, ValueError) as error:
        problem = f"the model {options.model} is not here" if offline else f"{options.model} cannot be fetched"
        remedy = (
            f"fetch it: toolkit engine test {name}"
            if offline
            else "look at its name and at the network, or name a folder"
        )
        raise EngineError(name, problem, remedy, ends=True) from error


def make(name: str, options: Options, root: Path) -> CTranslate2:
    """The model in the folder that is named (from the project's) or of the hub, loaded; raises `ToolkitError`."""
    if bool(options.folder) == bool(options.model):
        raise SettingsError(f"[engines.{name}]", "either a folder or a model is expected", "name one of them")
    folder = root / options.folder if options.folder else _of_the_hub(name, options, offline=True)
    layout = find_layout(folder, name)
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise missing_extra(name, "ct2") from error
    try:
        translator = ctranslate2.Translator(str(layout.model), device=options.device, intra_threads=options.threads)
        source, target = (
            sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in (layout.source, layout.target)
        )
    except (RuntimeError, ValueError, OSError) as error:
        problem = f"the model cannot be loaded: {' '.join(str(error).split())[:200]}"
        raise EngineError(name, problem, "convert it again, or look at device", ends=True) from error
    answers = {key: value for key, value in asdict(options).items() if key not in ("folder", "device", "threads")}
    digits = fingerprint(
        options.model.rpartition("/")[2] or name, answers, ctranslate2.__version__, weights_hash(layout.model / _MODEL)
    )
    return CTranslate2(name, options, layout, translator, source, target, digits)
