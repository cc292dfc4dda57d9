// Search and replacement in the texts of sentences. A worker runs these functions, because an expression can take very long.

/**
 * What the user searches for.
 *
 * @typedef {object} Query
 * @property {string} text
 * @property {boolean} isExpression true if the text is a regular expression
 * @property {boolean} matchesCase
 * @property {boolean} wholeWords
 */

/**
 * A match in a text: its range, and the text that replaces it (the same text without a replacement).
 *
 * @typedef {{ start: number, end: number, text: string }} Match
 */

/**
 * The matches in one of the searched texts.
 *
 * @typedef {{ index: number, matches: Match[] }} Found
 */

/**
 * The answer to a search.
 *
 * @typedef {object} SearchResult
 * @property {Found[]} found texts with matches, in the order of the texts
 * @property {boolean} isCut true if there are more matches than MOST
 * @property {string} problem why the search is not possible; "" if it is
 */

/**
 * A piece of a changed sentence: unchanged, removed or inserted words.
 *
 * @typedef {{ text: string, kind: "same" | "old" | "new" }} Piece
 */

/**
 * A change of a sentence.
 *
 * @typedef {object} Replacement
 * @property {number} index index of the text
 * @property {string} before
 * @property {string} after
 * @property {Match[]} matches
 */

/** Maximum number of matches. */
export const MOST = 100_000;

/** Number of unchanged characters that the preview shows around a change. */
const AROUND = 40;

/** Chinese text has no blanks between words, so only Latin letters and digits continue a word. */
const WORD = "[\\p{Script=Latin}\\p{N}\\p{M}_]";

/** @param {string} text */
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");

/** @param {Query} query */
export const isEmpty = ({ text, isExpression }) => (isExpression ? text : text.trim()) === "";

/**
 * Returns the pattern of a query, or null for an empty query.
 *
 * @param {Query} query
 * @throws {SyntaxError} if the expression is invalid
 */
export function patternOf(query) {
  if (isEmpty(query)) {
    return null;
  }
  const { text, isExpression, matchesCase, wholeWords } = query;
  const source = isExpression ? text : escaped(text.trim());
  const flags = matchesCase ? "gu" : "giu";
  // Rejects an expression such as "a)(b", which would be valid only in the group below.
  const plain = new RegExp(source, flags);
  return wholeWords ? new RegExp(`(?<!${WORD})(?:${source})(?!${WORD})`, flags) : plain;
}

/**
 * Returns why an expression is invalid, as a clause.
 *
 * @param {unknown} error
 */
export function problemOf(error) {
  const [, reason = ""] = /: ([^:]*)$/.exec(error instanceof Error ? error.message : "") ?? [];
  return `the expression is invalid${reason && `: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`}`;
}

/**
 * Returns the text that replaces a match, as String.replace does: "$1" or "$<name>" is a group, "$&" the match, "$$" a dollar sign.
 *
 * @param {string} template
 * @param {RegExpExecArray | RegExpMatchArray} match
 */
export function expand(template, match) {
  return template.replace(/\$(?:([$&])|(\d{1,2})|<([^>]*)>)/g, (whole, sign, digits, name) => {
    if (sign) {
      return sign === "$" ? "$" : match[0];
    }
    if (name !== undefined) {
      return match.groups ? (match.groups[name] ?? "") : whole;
    }
    const number = Number(digits);
    if (number > 0 && number < match.length) {
      return match[number] ?? "";
    }
    // With fewer than 10 groups, "$12" is group 1 and the digit 2.
    const first = digits.length === 2 ? Number(digits[0]) : 0;
    return first > 0 && first < match.length ? (match[first] ?? "") + digits[1] : whole;
  });
}

/**
 * Returns the matches in texts. Empty matches do not count.
 *
 * @param {string[]} texts
 * @param {Query} query
 * @param {string | null} template what replaces a match; null to search only
 * @returns {SearchResult}
 */
export function searchTexts(texts, query, template = null, most = MOST) {
  /** @type {Found[]} */
  const found = [];
  let left = most;
  try {
    const pattern = patternOf(query);
    for (let index = 0; pattern !== null && index < texts.length; index++) {
      const matches = [];
      for (const match of texts[index].matchAll(pattern)) {
        const [old] = match;
        if (old === "") {
          continue;
        }
        if (left === 0) {
          return { found: matches.length > 0 ? [...found, { index, matches }] : found, isCut: true, problem: "" };
        }
        left--;
        const text = template === null ? old : query.isExpression ? expand(template, match) : template;
        matches.push({ start: match.index, end: match.index + old.length, text });
      }
      if (matches.length > 0) {
        found.push({ index, matches });
      }
    }
    return { found, isCut: false, problem: "" };
  } catch (error) {
    return { found: [], isCut: false, problem: problemOf(error) };
  }
}

/**
 * Returns a text with its matches replaced.
 *
 * @param {string} text
 * @param {Match[]} matches in the order of the text
 */
export function replaced(text, matches) {
  let from = 0;
  let result = "";
  for (const { start, end, text: own } of matches) {
    result += text.slice(from, start) + own;
    from = end;
  }
  return result + text.slice(from);
}

/**
 * Returns whether a text has no visible character. A sentence must have one.
 *
 * @param {string} text
 */
export const isBlank = (text) => !/[^\s\p{C}]/u.test(text);

/**
 * Returns the changes of texts, without texts that stay the same or would be blank.
 *
 * @param {string[]} texts
 * @param {Found[]} found
 * @returns {{ changes: Replacement[], blank: number }} blank is the number of texts that would be blank
 */
export function changesOf(texts, found) {
  let blank = 0;
  /** @type {Replacement[]} */
  const changes = [];
  for (const { index, matches } of found) {
    const before = texts[index];
    const after = replaced(before, matches);
    if (isBlank(after)) {
      blank++;
    } else if (after !== before) {
      changes.push({ index, before, after, matches });
    }
  }
  return { changes, blank };
}

/**
 * Returns the pieces of a changed text for the preview. Long unchanged text is shortened.
 *
 * @param {Replacement} change
 */
export function piecesOf({ before, matches }) {
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  /** @type {(text: string, kind: Piece["kind"]) => void} */
  const add = (text, kind) => text !== "" && pieces.push({ text, kind });
  for (const { start, end, text } of matches) {
    add(shortened(before.slice(from, start), from > 0, true), "same");
    add(before.slice(start, end), "old");
    add(text, "new");
    from = end;
  }
  add(shortened(before.slice(from), true, false), "same");
  return pieces;
}

/**
 * @param {string} text unchanged text
 * @param {boolean} isAfter true if it is after a change
 * @param {boolean} isBefore
 */
function shortened(text, isAfter, isBefore) {
  const all = [...text];
  const head = isAfter ? AROUND : 0;
  const tail = isBefore ? AROUND : 0;
  if (all.length <= head + tail + 1) {
    return text;
  }
  return `${all.slice(0, head).join("")}…${tail > 0 ? all.slice(-tail).join("") : ""}`;
}
