"""The site: pages that lead to each other, and what its search and its terms are made of."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

from lxml import html
from published import bitext_of, block, published, unit

from toolkit.model import Bitext, Kind, Term, TermHit
from toolkit.writers.publication import Theme
from toolkit.writers.publication.site import index_terms, render_site

PORT = Term("港口", "the port", "places")


def with_terms() -> Bitext:
    """Two passages, of which the second names the port in both of its sentences."""
    hit = TermHit(PORT, 0, 2)
    made = bitext_of(
        block(Kind.HEADLINE, unit("城市", "The city")),
        block(Kind.PARAGRAPH, unit("港口忙。", "The port is busy."), unit("港口大。", "The port is large.")),
    )
    return replace(made, units=(made.units[0], *(replace(one, hits=(hit,)) for one in made.units[1:])))


@cache
def site() -> dict[str, html.HtmlElement]:
    bitext = with_terms()
    publications = [published("side-by-side"), replace(published("side-by-side", bitext), name="Search")]
    files = render_site(publications, index_terms([bitext, published_as(bitext, "Search")]), Theme())
    return {name: html.document_fromstring(content.decode()) for name, content in files}


def published_as(bitext: Bitext, name: str) -> Bitext:
    return replace(bitext, document=replace(bitext.document, name=name))


def test_every_link_leads_to_a_passage_of_the_site() -> None:
    pages = site()
    assert set(pages) == {"port.html", "Search.document.html", "index.html", "search.html", "terms.html"}
    places = {f"{name}#{place}" for name, page in pages.items() for place in page.xpath("//@id")}
    for name, page in pages.items():
        for address in page.xpath("//a/@href"):
            if not address.startswith("https:"):
                assert (name + address if address.startswith("#") else address) in places | set(pages)


def test_a_term_stands_with_each_passage_once() -> None:
    assert [term.places for term in index_terms([with_terms()])] == [(("port", 2),)]
    (entry,) = site()["terms.html"].xpath("//dl/div")
    assert entry.xpath("dt/span/text()") == ["the port", "港口"]
    assert entry.xpath("dd/a/@href") == ["port.html#p2", "Search.document.html#p2"]


def test_the_search_has_every_text_and_cannot_be_ended_by_one() -> None:
    (island,) = site()["search.html"].xpath("//script[@type='application/json']/text()")
    documents = json.loads(island)
    assert [one["page"] for one in documents] == ["port.html", "Search.document.html"]
    for one, publication in zip(
        documents, (published("side-by-side"), published("side-by-side", with_terms())), strict=True
    ):
        assert [row[0] for row in one["passages"]] == [passage.number for passage in publication.passages]
        assert len(one["passages"][0]) == 3
