// Invisible characters in a text: which there are, what they are called, and the text without them.

/** @import { Mark } from "./types.js" */

/**
 * Signs and Unicode names of the invisible characters, by code point. White space that a text needs (space, tab, line feed,
 * ideographic space) is not among them.
 *
 * @type {Map<number, [string, string]>}
 */
const NAMES = new Map([
  [0x00a0, ["NBSP", "no-break space"]],
  [0x00ad, ["SHY", "soft hyphen"]],
  [0x034f, ["CGJ", "combining grapheme joiner"]],
  [0x061c, ["ALM", "Arabic letter mark"]],
  [0x180e, ["MVS", "Mongolian vowel separator"]],
  [0x2007, ["FSP", "figure space"]],
  [0x200b, ["ZWSP", "zero width space"]],
  [0x200c, ["ZWNJ", "zero width non-joiner"]],
  [0x200d, ["ZWJ", "zero width joiner"]],
  [0x200e, ["LRM", "left-to-right mark"]],
  [0x200f, ["RLM", "right-to-left mark"]],
  [0x2028, ["LSEP", "line separator"]],
  [0x2029, ["PSEP", "paragraph separator"]],
  [0x202a, ["LRE", "left-to-right embedding"]],
  [0x202b, ["RLE", "right-to-left embedding"]],
  [0x202c, ["PDF", "pop directional formatting"]],
  [0x202d, ["LRO", "left-to-right override"]],
  [0x202e, ["RLO", "right-to-left override"]],
  [0x202f, ["NNBSP", "narrow no-break space"]],
  [0x2060, ["WJ", "word joiner"]],
  [0x2061, ["FA", "function application"]],
  [0x2062, ["IT", "invisible times"]],
  [0x2063, ["IS", "invisible separator"]],
  [0x2064, ["IP", "invisible plus"]],
  [0x2066, ["LRI", "left-to-right isolate"]],
  [0x2067, ["RLI", "right-to-left isolate"]],
  [0x2068, ["FSI", "first strong isolate"]],
  [0x2069, ["PDI", "pop directional isolate"]],
  [0x3164, ["HF", "Hangul filler"]],
  [0xfeff, ["BOM", "zero width no-break space (byte order mark)"]],
  [0xffa0, ["HWHF", "halfwidth Hangul filler"]],
  [0xfff9, ["IAA", "interlinear annotation anchor"]],
  [0xfffa, ["IAS", "interlinear annotation separator"]],
  [0xfffb, ["IAT", "interlinear annotation terminator"]],
]);

const SPACES = new Set([0x00a0, 0x2007, 0x2028, 0x2029, 0x202f]);

const POINTS = [...NAMES.keys()].map((point) => `\\u{${point.toString(16)}}`).join("");

/** Runs of one invisible character: one of the list, or a control character that is not white space. */
const RUN = new RegExp(`((?![\\t\\n\\r])[\\p{Cc}${POINTS}])\\1*`, "gu");

/** Joiners have a meaning in an emoji, such as that of a family, and between letters of scripts such as Arabic. */
const JOINED = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|(?![\p{Script=Latin}\p{Script=Han}])[\p{L}\p{M}])$/u;

/** Maximum number of signs in a sentence. A text of invisible characters must not slow down the page. */
const MOST = 200;

/**
 * A run of one invisible character.
 *
 * @typedef {object} Invisible
 * @property {number} start
 * @property {number} end
 * @property {string} sign for example "NBSP"
 * @property {string} name for example "no-break space (U+00A0)"
 */

/**
 * Returns the runs of invisible characters of a text.
 *
 * @param {string} text
 * @returns {Invisible[]}
 */
export function invisibleIn(text) {
  return [...text.matchAll(RUN)]
    .filter(({ 0: run, index }) => !isMeant(run, text.slice(Math.max(0, index - 2), index)))
    .map(({ 0: run, index }) => {
      const point = run.charCodeAt(0);
      const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
      const [sign, name] = NAMES.get(point) ?? [code, "control character"];
      return { start: index, end: index + run.length, sign, name: `${name} (${code})` };
    });
}

/**
 * Returns whether a run is part of an emoji or a letter.
 *
 * @param {string} run
 * @param {string} before the two units before it
 */
const isMeant = (run, before) => /^[\u200c\u200d]$/.test(run) && JOINED.test(before);

/**
 * Returns the text with spaces instead of no-break spaces, and without the other invisible characters.
 *
 * @param {string} text
 */
export function withoutInvisible(text) {
  let rest = "";
  let from = 0;
  for (const { start, end } of invisibleIn(text)) {
    rest += text.slice(from, start) + (SPACES.has(text.charCodeAt(start)) ? " ".repeat(end - start) : "");
    from = end;
  }
  return (rest + text.slice(from)).trim();
}

/**
 * Returns the new texts of the sentences with invisible characters, by id. A sentence of nothing else keeps its text, because no
 * sentence may be empty.
 *
 * @param {{ id: string, text: string }[]} sentences
 */
export function cleaned(sentences) {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const { id, text } of sentences) {
    const rest = invisibleIn(text).length > 0 ? withoutInvisible(text) : "";
    if (rest !== "") {
      texts[id] = rest;
    }
  }
  return texts;
}

/**
 * Returns the marks of the invisible characters of a text.
 *
 * @param {string} text
 * @returns {Mark[]}
 */
export function invisibleMarks(text) {
  return invisibleIn(text)
    .slice(0, MOST)
    .map(({ start, end, sign, name }) => ({
      start,
      end,
      className: "invisible",
      sign: end - start > 1 ? `${sign}×${end - start}` : sign,
      title: name,
    }));
}

/**
 * Lists the invisible characters of a text, for example "no-break space (U+00A0) × 2".
 *
 * @param {string} text
 */
export function listInvisible(text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { start, end, name } of invisibleIn(text)) {
    counts.set(name, (counts.get(name) ?? 0) + end - start);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name)).join(", ");
}
