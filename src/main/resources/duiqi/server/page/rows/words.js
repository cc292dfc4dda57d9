// Words of a pair and their translations light up under the pointer, and with a key, which also dots the words without a translation. The browser paints these highlights without new elements, so that selecting and dragging continue.

import { say, whisper } from "../dom/announce.js";
import { get, Refusal } from "../server/api.js";
import { path } from "../server/sync.js";
import { wholeBead } from "../state/bead.js";
import { model } from "../state/model.js";
import { contentOf, inTextOrder, linkAt, linkText } from "../state/words.js";
import { list } from "./list.js";

/** @import { Bead, RowElement, Span, WordLink, Words } from "../state/types.js" */

/**
 * The words of a pair.
 *
 * @typedef {object} PairWords
 * @property {string} content identity of its texts
 * @property {Bead} pair
 * @property {Words} words
 */

/** Time in milliseconds for which the pointer rests on a pair before the page asks for its words. */
const REST = 150;

/** Number of pairs whose words the page keeps. */
const MOST = 300;

/** Whether the browser can highlight words. Other browsers show none. */
const canHighlight = typeof Highlight === "function" && "highlights" in CSS;

/** @type {Map<string, PairWords>} */
const known = new Map();
/** Pair at the cursor whose words the key shows. @type {PairWords | null} */
let here = null;
/** Link under the pointer. @type {WordLink | undefined} */
let pointed;
/** Link that the key shows. @type {WordLink | undefined} */
let stepped;
let pointer = { x: -1, y: -1 };
let frame = 0;
let pointerTimer = 0;
let restsOn = "";

export function startWords() {
  list.scroller.addEventListener("pointermove", moved, { passive: true });
  list.scroller.addEventListener("pointerleave", () => {
    pointer = { x: -1, y: -1 };
    point();
  });
  list.addEventListener("drawn", paint);
  model.on("cursor", follow);
  model.on("rows", () => {
    pointed = undefined;
    follow();
  });
}

/** Discards all words, because the glossary has changed. */
export function forgetWords() {
  known.clear();
  here = null;
  pointed = undefined;
  stepped = undefined;
  paint();
}

/**
 * Returns the pair of a row; null without a row or without a side.
 *
 * @param {number} number number of the row
 */
function pairOf(number) {
  const row = model.rows[number];
  if (!row || row.unloaded) {
    return null;
  }
  const pair = wholeBead(model.rows, number);
  return pair.source.length > 0 && pair.target.length > 0 ? { bead: row.bead, pair, content: contentOf(pair) } : null;
}

/**
 * Returns the words of a pair; null if the server does not give them.
 *
 * @param {{ bead: string, pair: Bead, content: string }} of
 * @returns {Promise<PairWords | null>}
 */
async function load({ bead, pair, content }) {
  const kept = known.get(content);
  if (kept) {
    return kept;
  }
  try {
    /** @type {Words} */
    const words = await get(path(`/words?bead=${encodeURIComponent(bead)}`));
    const loaded = { content, pair, words: { ...words, links: inTextOrder(words.links, pair) } };
    known.set(content, loaded);
    if (known.size > MOST) {
      known.delete(known.keys().next().value ?? "");
    }
    return loaded;
  } catch (error) {
    // The pair was changed in the meantime, or the server does not respond, which the next step reports.
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return null;
  }
}

/** Ends the display of the key when the cursor leaves the pair or its texts change. */
function follow() {
  if (here !== null && pairOf(model.cursor.row)?.content !== here.content) {
    here = null;
    stepped = undefined;
    paint();
  }
}

/** @param {PointerEvent} event */
function moved({ clientX, clientY, buttons, pointerType }) {
  const isOver = buttons === 0 && pointerType !== "touch";
  pointer = isOver ? { x: clientX, y: clientY } : { x: -1, y: -1 };
  if (frame === 0 && canHighlight) {
    frame = requestAnimationFrame(point);
  }
}

/** Lights up the word under the pointer. */
function point() {
  frame = 0;
  const before = pointed;
  pointed = undefined;
  const target = document.elementFromPoint(pointer.x, pointer.y);
  /** @type {RowElement | null | undefined} */
  const element = target?.closest("#rows > .row");
  const pair = element ? pairOf(element.number) : null;
  const words = pair === null ? undefined : known.get(pair.content);
  if (words) {
    const place = placeAt(pointer.x, pointer.y);
    pointed = place === null ? undefined : linkAt(words.words.links, place.sentence, place.offset);
  } else if (pair !== null && pair.content !== restsOn) {
    clearTimeout(pointerTimer);
    pointerTimer = setTimeout(async () => {
      restsOn = "";
      if ((await load(pair)) !== null) {
        point();
      }
    }, REST);
  }
  restsOn = words || pair === null ? "" : pair.content;
  if (pair === null) {
    clearTimeout(pointerTimer);
  }
  if (pointed !== before) {
    paint();
  }
}

/**
 * Returns the character at a point of the page, or null if there is none.
 *
 * @param {number} x
 * @param {number} y
 */
function placeAt(x, y) {
  const caret = caretAt(x, y);
  const text = caret?.node.parentElement?.closest(".sentence > .text");
  /** @type {HTMLElement | null | undefined} */
  const sentence = text?.closest("[data-sentence]");
  if (!caret || !text || !sentence || caret.node.nodeType !== Node.TEXT_NODE) {
    return null;
  }
  const range = document.createRange();
  // The caret is at the nearer edge of a character, which can be before or after it.
  for (const start of [caret.offset, caret.offset - 1]) {
    if (start >= 0 && start < (caret.node.nodeValue?.length ?? 0)) {
      range.setStart(caret.node, start);
      range.setEnd(caret.node, start + 1);
      if ([...range.getClientRects()].some((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom)) {
        range.setStart(text, 0);
        range.setEnd(caret.node, start);
        return { sentence: sentence.dataset.sentence ?? "", offset: range.toString().length };
      }
    }
  }
  return null;
}

/**
 * @param {number} x
 * @param {number} y
 * @returns {{ node: Node, offset: number } | null}
 */
function caretAt(x, y) {
  if (typeof document.caretPositionFromPoint === "function") {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/** Lights up the next link of the pair at the cursor and announces it. */
export async function nextLink() {
  const pair = pairOf(model.cursor.row);
  const loaded = pair && (await load(pair));
  const links = loaded?.words.links ?? [];
  if (loaded === null || links.length === 0) {
    say("No word of this pair has a known translation");
    return;
  }
  here = loaded;
  stepped = links[(stepped === undefined ? 0 : links.indexOf(stepped) + 1) % links.length];
  paint();
  whisper(linkText(stepped, loaded.pair));
}

/** Ends the display of the link that the key shows. Returns whether there was one. */
export function leaveLink() {
  const wasShown = stepped !== undefined;
  stepped = undefined;
  paint();
  return wasShown;
}

function paint() {
  if (!canHighlight) {
    return;
  }
  /** @type {Record<string, Range[]>} */
  const ranges = { word: [], number: [], term: [], unlinked: [] };
  const link = pointed ?? stepped;
  if (link) {
    (ranges[link.kind] ?? ranges.word).push(...rangesOf([...link.source, ...link.target]));
  }
  if (here !== null && stepped !== undefined) {
    ranges.unlinked.push(...rangesOf([...here.words.left.source, ...here.words.left.target]));
  }
  for (const [name, all] of Object.entries(ranges)) {
    all.length > 0 ? CSS.highlights.set(`linked-${name}`, new Highlight(...all)) : CSS.highlights.delete(`linked-${name}`);
  }
}

/**
 * Returns the ranges of spans in the page. Spans of sentences that are not in the page are omitted.
 *
 * @param {Span[]} spans
 */
function rangesOf(spans) {
  return spans.flatMap(({ sentence, start, end }) => {
    const text = list.body.querySelector(`.sentence[data-sentence="${sentence}"] > .text`);
    if (text === null) {
      return [];
    }
    const range = document.createRange();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let before = 0;
    let isBegun = false;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (!isBegun && start < before + length) {
        range.setStart(node, start - before);
        isBegun = true;
      }
      if (isBegun && end <= before + length) {
        range.setEnd(node, end - before);
        return [range];
      }
      before += length;
    }
    return [];
  });
}
