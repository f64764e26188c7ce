"""Forty pages of different kinds: no article is lost, hardly a sentence is left out, nothing hidden is kept, no number changes."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from disgraph.intake.html_text import read_html

ENGLISH = (
    "The Lake Hands Cooperative in Nakuru employs 120 people, of whom 45 have a disability.",
    "Amina Barasa founded it in 2016 with a loan of 250,000 shillings.",
    "Before that, she repaired radios at a market stall for three years.",
    "The county lent the members a hall of 480 square metres.",
    "In 2019 the cooperative sold 3,400 baskets to shops in Nairobi and Kisumu.",
    "Each weaver earns about 14,500 shillings a month, and the rent is 9 per cent of the costs.",
    "A ramp was built in 2020, after two members had asked for it in writing.",
    "\u201cWe wanted work, not pity,\u201d Barasa said at the opening.",
    "The training lasts 12 weeks and is free for people with a disability card.",
    "Some 88 people have finished it so far; 61 of them found a job within a year.",
    "Peter Otieno, who lost his sight in 2011, now teaches basketry to beginners.",
    "The federation of persons with disabilities pays for the bus.",
)
KINDS = {
    "en": ENGLISH,
    "fr": (
        "La coop\u00e9rative emploie 120 personnes, dont 45 sont handicap\u00e9es.", "Elle a \u00e9t\u00e9 fond\u00e9e en 2016 \u00e0 Saint-\u00c9tienne.",
        "Le loyer est de 1 250 euros par mois.", "La formation dure 12 semaines et elle est gratuite.",
        "En 2020, une rampe a \u00e9t\u00e9 construite devant l\u2019atelier.", "Trois membres \u00e9lus dirigent la coop\u00e9rative depuis cette ann\u00e9e.",
    ),
    "zh": (
        "\u6842\u6797\u57fa\u5730\u57f9\u8bad\u4e86120\u540d\u6b8b\u75be\u4eba\u3002", "\u5218\u536b\u5e73\u4e8e2016\u5e74\u521b\u529e\u4e86\u8fd9\u4e2a\u5de5\u574a\u3002",
        "\u6bcf\u540d\u5b66\u5458\u6bcf\u6708\u6536\u51651800\u5143\u3002", "\u57f9\u8bad\u4e3a\u671f12\u5468\uff0c\u5168\u90e8\u514d\u8d39\u3002",
        "2020\u5e74\uff0c\u653f\u5e9c\u4fee\u5efa\u4e86\u65e0\u969c\u788d\u5761\u9053\u3002", "\u5176\u4e2d61\u4eba\u5728\u4e00\u5e74\u5185\u627e\u5230\u4e86\u5de5\u4f5c\u3002",
    ),
    "ar": (
        "\u062a\u0648\u0638\u0641 \u0627\u0644\u062a\u0639\u0627\u0648\u0646\u064a\u0629 120 \u0634\u062e\u0635\u0627 \u0641\u064a \u0627\u0644\u0645\u062f\u064a\u0646\u0629.", "\u062a\u0623\u0633\u0633\u062a \u0641\u064a \u0639\u0627\u0645 2016 \u0628\u0642\u0631\u0636 \u0635\u063a\u064a\u0631.",
        "\u064a\u0633\u062a\u0645\u0631 \u0627\u0644\u062a\u062f\u0631\u064a\u0628 12 \u0623\u0633\u0628\u0648\u0639\u0627.", "\u0648\u062c\u062f 61 \u0645\u0646\u0647\u0645 \u0639\u0645\u0644\u0627 \u062e\u0644\u0627\u0644 \u0633\u0646\u0629.",
    ),
    "hi": (
        "\u0938\u0939\u0915\u093e\u0930\u0940 \u0938\u092e\u093f\u0924\u093f \u092e\u0947\u0902 120 \u0932\u094b\u0917 \u0915\u093e\u092e \u0915\u0930\u0924\u0947 \u0939\u0948\u0902\u0964", "\u0907\u0938\u0915\u0940 \u0938\u094d\u0925\u093e\u092a\u0928\u093e 2016 \u092e\u0947\u0902 \u0939\u0941\u0908\u0964",
        "\u092a\u094d\u0930\u0936\u093f\u0915\u094d\u0937\u0923 12 \u0938\u092a\u094d\u0924\u093e\u0939 \u0915\u093e \u0939\u0948\u0964", "\u0909\u0928\u092e\u0947\u0902 \u0938\u0947 61 \u0915\u094b \u0915\u093e\u092e \u092e\u093f\u0932\u093e\u0964",
    ),
}  # fmt: skip
MENU = "<nav><ul>" + "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "Politics", "Sports", "Weather")) + "</ul></nav>"
FOOT = '<footer><p>Imprint and privacy of this site.</p><a href="/c">Contact</a></footer>'
SECRET = "Secret words 999 of nobody."


class Frame(NamedTuple):
    """A kind of page: `%s` is the article in blocks, each sentence in the given element; `head` is put into the head."""

    html: str
    block: str = "<p>%s</p>"
    head: str = ""


def hidden(attribute: str) -> str:
    """Return a frame with a hidden box between the article and its footer."""
    return f"{MENU}<main>%s<div {attribute}><p>{SECRET}</p></div></main>{FOOT}"


FRAMES: dict[str, Frame] = {
    "news": Frame(f"{MENU}<article><h1>Work in Nakuru</h1>%s</article><aside><h2>Read more</h2><a href='/x'>Other news of today</a></aside>{FOOT}"),
    "news with a lead": Frame(f"{MENU}<article><header><h1>Work</h1><p class='lead'>A visit to the lake.</p></header><div class='body'>%s</div></article>"),
    "ministry": Frame(f"<div id='header'>{MENU}</div><div id='left'>{MENU}</div><div id='content'><h2>Report</h2>%s</div><div id='footer'>{FOOT}</div>"),
    "ministry in tables": Frame(f"<table><tr><td>{MENU}</td><td>%s</td></tr><tr><td colspan=2>{FOOT}</td></tr></table>"),
    "font and br": Frame(f"<center><font face=Arial>%s</font></center><hr>{FOOT}", "%s<br><br>"),
    "br alone": Frame("<div>%s</div>", "%s<br>"),
    "blog": Frame(f"<div class='wrapper'><div class='post hentry'><h1>Visit</h1><div class='entry-content'>%s</div></div></div><div id='sidebar'>{MENU}</div>"),
    "wiki": Frame(f"<div id='mw-content-text'><div class='toc'><a href='#1'>1 Work</a></div>%s<h2>References</h2></div>{FOOT}"),
    "web forms": Frame(f"<form method=post action='p.aspx'><input type=hidden name=v value=x>{MENU}<div>%s</div>{FOOT}</form>"),
    "one list": Frame(f"{MENU}<main><h1>Results</h1><ul>%s</ul></main>{FOOT}", "<li>%s</li>"),
    "numbered": Frame(f"{MENU}<main><ol>%s</ol></main>", "<li>%s</li>"),
    "definitions": Frame("<main><dl>%s</dl></main>", "<dt>Fact</dt><dd>%s</dd>"),
    "table of facts": Frame("<main><table><tr><th>No</th><th>Fact</th></tr>%s</table></main>", "<tr><td>1</td><td>%s</td></tr>"),
    "divs": Frame(f"{MENU}<div class=c1><div class=c2>%s</div></div>{FOOT}", "<div>%s</div>"),
    "spans": Frame("<div>%s</div>", "<span>%s</span> "),
    "quotes": Frame("<article>%s</article>", "<blockquote><p>%s</p></blockquote>"),
    "sections": Frame("<article>%s</article>", "<section><h3>Part</h3><p>%s</p></section>"),
    "nested articles": Frame("<article><h1>A</h1>%s<article class=comment><p>Nice text, thank you.</p></article></article>"),
    "figures": Frame("<article><figure><img src=a.png alt='A hall'><figcaption>The hall in 2017.</figcaption></figure>%s</article>"),
    "lazy blocks": Frame("<article>%s</article>", "<div class='lazy' data-src='x'><noscript><img src=x></noscript><p>%s</p></div>"),
    "collapsible": Frame("<main>%s</main>", "<details><summary>More</summary><p>%s</p></details>"),
    "footnotes": Frame("<main>%s<ol class=footnotes><li id=n1>See the report of 2018.</li></ol></main>", "<p>%s<sup><a href='#n1'>1</a></sup></p>"),
    "ruby": Frame("<main>%s</main>", "<p>%s <ruby>\u6842<rt>guei</rt></ruby></p>"),
    "edits": Frame("<main>%s</main>", "<p>%s <del>Old 777 words.</del><ins>New.</ins></p>"),
    "comments": Frame("<main><!-- %s -->%%s<!-- <p>Old</p> --></main>" % SECRET),
    "style": Frame(hidden("style='display : none'")),
    "attribute": Frame(hidden("hidden")),
    "aria": Frame(hidden("class='x' style='visibility:hidden'")),
    "style sheet": Frame(hidden("class='off'"), head="<style>.off{display:none}</style>"),
    "template": Frame(f"<main>%s<template><p>{SECRET}</p></template></main>"),
    "script": Frame(f"<main>%s<script>document.write('{SECRET}')</script></main>"),
    "dialogue": Frame(f"<main>%s<dialog><p>{SECRET}</p></dialog></main>"),
    "open tags": Frame("<div><nav>Menu<main>%s", "<p>%s"),
    "wrong nesting": Frame("<main><b><p>%s</b></main>", "%s</p><i><p>"),
    "no body": Frame("%s"),
    "select before": Frame("<div><select><option>a<option>b</div>%s"),
    "words of furniture": Frame("<div class='page right-sidebar-open has-cookie-bar'><div class='comment-free share-none'>%s</div></div>"),
    "advertisement between": Frame("<article>%s</article>", "<p>%s</p><div class='advertisement'><a href='/buy'>Buy now</a></div>"),
    "inline marks": Frame("<main>%s</main>", "<p><b>%s</b></p>"),
    "text areas": Frame(f"<main>%s</main><form><textarea>{SECRET}</textarea><button>Send</button></form>"),
}  # fmt: skip


def page_of(frame: Frame, sentences: tuple[str, ...], language: str) -> str:
    """Return a page with an article."""
    article = "\n".join(frame.block % sentence for sentence in sentences)
    return f"<!doctype html><html lang={language}><head><title>T</title>{frame.head}</head><body>{frame.html % article}</body></html>"


def squeezed(text: str) -> str:
    return re.sub(r"\[1\]|\s+", "", text)


@pytest.mark.parametrize("language", KINDS)
@pytest.mark.parametrize("kind", FRAMES)
def test_a_page_keeps_its_sentences_and_nothing_hidden(kind: str, language: str) -> None:
    sentences = KINDS[language]
    page = page_of(FRAMES[kind], sentences, language)
    text = read_html(page).text
    assert [sentence for sentence in sentences if squeezed(sentence) not in squeezed(text)] == []
    assert "Secret" not in text
    assert "777" not in text
    assert set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", page))


def test_there_are_forty_kinds_of_pages() -> None:
    assert len(FRAMES) == 40
