"""Prints the text of a file as lxml reads it: a line for each paragraph, or for each side of a unit.

Usage: print_text.py html|txt|tmx|xliff FILE

A line begins with "text", "code" (pre, which translators leave alone) or "furniture" (nav, footer, aside), and a tab.
"""

import re
import sys

from lxml import etree, html

BLOCKS = set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
DROPPED = {"head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "select", "button"}
KINDS = {"pre": "code", "nav": "furniture", "footer": "furniture", "aside": "furniture"}


def paragraphs(root):
    """Yields the kind and the text of each run of characters between the tags of blocks."""
    words = []
    kinds = ["text"]

    def flush():
        text = re.sub(r"\s+", " ", "".join(words)).strip()
        words.clear()
        if text:
            yield kinds[-1], text

    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            words.append(node.tail or "")
            continue
        name = etree.QName(node).localname.lower()
        if event == "start":
            if name in BLOCKS or name == "br":
                yield from flush()
            if name in BLOCKS:
                kind = KINDS.get(name, "text")
                kinds.append(kind if kinds[-1] == "text" else kinds[-1])
            words.append(node.text or "")
        else:
            if name in BLOCKS:
                yield from flush()
                kinds.pop()
            words.append(node.tail or "")
    yield from flush()


def html_text(file):
    root = html.parse(file, html.HTMLParser(encoding=encoding(file))).getroot()
    for node in list(root.iter()):
        if node.tag in DROPPED:
            node.drop_tree()
    yield from paragraphs(root)


def encoding(file):
    """Returns the encoding that the first bytes declare, else UTF-8."""
    with open(file, "rb") as source:
        start = source.read(2048)
    declared = re.search(rb"(?:charset|encoding)=[\"']?([\w-]+)", start)
    return declared.group(1).decode() if declared else "utf-8"


def plain_text(file):
    with open(file, "rb") as source:
        content = source.read()
    text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        yield "text", re.sub(r"\s+", " ", block)


def unit_text(file, names):
    """Yields the text of the sides of units, without the codes of their native format."""
    for _, node in etree.iterparse(file, recover=True):
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in {"bpt", "ept", "ph", "it", "ut"}:
            node[:] = []
            node.text = ""
        if name in names:
            yield "text", re.sub(r"\s+", " ", "".join(node.itertext())).strip()


UNITS = {"tmx": {"seg"}, "xliff": {"source", "target"}}
kind, path = sys.argv[1:]
lines = unit_text(path, UNITS[kind]) if kind in UNITS else html_text(path) if kind == "html" else plain_text(path)
for tag, line in lines:
    print(tag, line, sep="\t")
