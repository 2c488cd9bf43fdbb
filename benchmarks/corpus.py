"""Texts, glossaries and memories for benchmarks, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from xml.sax.saxutils import escape

from toolkit.language.chinese import fold

SEED = 20201224
FIGURES = ("今年投资{}亿元", "增长{}%", "吞吐量达{}万标箱", "{}家企业", "12月{}日")


class Corpus:
    """Chinese of words drawn by frequency, as unevenly spread as in real texts, and terms among these words."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = random.Random(seed)
        signs = [chr(0x4E00 + number) for number in range(3500)]
        frequent = list(accumulate(1 / (rank + 10) for rank in range(len(signs))))
        sizes = self.random.choices((1, 2, 3, 4), (2, 6, 2, 1), k=40_000)
        self.words = ["".join(self.random.choices(signs, cum_weights=frequent, k=size)) for size in sizes]
        self.frequent = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def sentence(self) -> str:
        """4 to 36 words, in one of five with a figure."""
        words = self.random.choices(self.words, cum_weights=self.frequent, k=self.random.randint(4, 36))
        if self.random.random() < 0.2:
            words.append(self.random.choice(FIGURES).format(self.random.randint(2, 28)))
        return "".join(words) + "。"

    def sentences(self, count: int) -> Iterator[str]:
        """So many sentences."""
        return (self.sentence() for _ in range(count))

    def changed(self, text: str) -> str:
        """The text with up to a fifth of its characters replaced by words."""
        characters = list(text)
        for _ in range(self.random.randint(1, max(1, len(text) // 5))):
            characters[self.random.randrange(len(text))] = self.random.choice(self.words)
        return "".join(characters)

    def text(self, characters: int) -> str:
        """A headline and paragraphs of one to six sentences, of about so many characters."""
        parts, length = ["江港新城新闻\n\n"], 0
        while length < characters:
            paragraph = "".join(self.sentence() for _ in range(self.random.randint(1, 6)))
            parts.append(paragraph + "\n")
            length += len(paragraph)
        return "".join(parts)

    def terms(self, count: int) -> str:
        """A glossary family of so many of the words of two characters and more, but for the most frequent."""
        by_key = {fold(word): word for word in self.words[3000:] if len(word) > 1}
        chosen = list(by_key.values())[:count]
        return "source,target\n" + "".join(f"{word},Rendering {number}\n" for number, word in enumerate(chosen))

    def memory(self, units: int, like: Sequence[str] = ()) -> Iterator[str]:
        """The lines of a TMX file of so many units; one of a hundred is like one of the sentences `like`."""
        yield '<tmx version="1.4"><header srclang="zh-CN" segtype="sentence"/><body>\n'
        for number in range(units):
            source = self.changed(self.random.choice(like)) if like and number % 100 == 0 else self.sentence()
            chinese, english = escape(source), f"English sentence {number} of the memory."
            sides = (("zh-CN", chinese), ("en-GB", english))
            yield "<tu>" + "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in sides) + "</tu>\n"
        yield "</body></tmx>\n"


def write_project(root: Path, texts: dict[str, str], terms: str, memory: Iterator[str] | None = None) -> Path:
    """A project of these documents, one glossary family, and perhaps a memory."""
    for folder in ("source", "glossary/memory"):
        (root / folder).mkdir(parents=True)
    for name, text in texts.items():
        (root / "source" / f"{name}.txt").write_text(text, encoding="utf-8")
    (root / "glossary" / "words.csv").write_text(terms, encoding="utf-8")
    if memory is not None:
        with (root / "glossary" / "memory" / "old.tmx").open("w", encoding="utf-8") as file:
            file.writelines(memory)
    return root
