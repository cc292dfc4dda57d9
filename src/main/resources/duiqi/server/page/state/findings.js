// Findings of `check` in a row: their order, their suggestions, and the ignored ones in the note.

import { RULES } from "./rules.js";

/** @import { Finding, Row, Span, Suggestion } from "./types.js" */

const SEVERITY_ORDER = ["error", "warning", "note"];
/** Maximum numbers per finding and per row, so that findings do not hide the text. */
export const SUGGESTIONS = 3;
export const FINDINGS = 8;
/** Syntax of `check` for ignored findings in a note. */
const IGNORE = /^\s*duiqi-ignore\s*[:：]\s*([^:：]*)[:：]\s*(.*)$/;

/**
 * Returns the name of a rule in words, for example "Number mismatch".
 *
 * @param {string} rule id of the rule
 */
export const ruleName = (rule) => RULES[rule] ?? (rule.charAt(0).toUpperCase() + rule.slice(1)).replaceAll("-", " ");

/**
 * Returns findings with the most severe ones first.
 *
 * @param {Finding[]} findings
 */
export const bySeverity = (findings) => [...findings].sort((a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity));

/**
 * Returns the first span in the target, which a suggestion replaces. Returns undefined if there is none or if it is empty.
 *
 * @param {Finding} finding
 * @returns {Span | undefined}
 */
export function replaceable(finding) {
  const span = finding.spans.find(({ sentence }) => sentence.startsWith("t"));
  return span && span.end > span.start ? span : undefined;
}

/**
 * Returns the suggestions for the findings of a row in display order, without duplicates for the same words.
 *
 * @param {Finding[]} findings
 */
export function suggestionsFor(findings) {
  const seen = new Set();
  /** @type {Suggestion[]} */
  const all = [];
  for (const finding of bySeverity(findings).slice(0, FINDINGS)) {
    const span = replaceable(finding);
    if (span === undefined) {
      continue;
    }
    for (const text of finding.suggestions.slice(0, SUGGESTIONS)) {
      const key = `${span.sentence} ${span.start} ${span.end} ${text}`;
      if (!seen.has(key)) {
        seen.add(key);
        all.push({ finding, span, text });
      }
    }
  }
  return all;
}

/**
 * Splits a note into ignored findings and other text.
 *
 * @param {string} text
 */
export function noteParts(text) {
  const lines = text.split("\n");
  const ignored = lines
    .map((line) => IGNORE.exec(line))
    .filter((match) => match !== null)
    .map(([, rules, reason]) => ({ rules: rules.trim(), reason }));
  return {
    ignored,
    rest: lines
      .filter((line) => !IGNORE.test(line))
      .join("\n")
      .trim(),
  };
}

/**
 * Returns the ids of the pairs with findings like this one: with the same rule and message, or with the same rule.
 *
 * @param {Finding[]} findings
 * @param {Finding} finding
 */
export function sameFindings(findings, { rule, message }) {
  const same = findings.filter((other) => other.rule === rule);
  const beads = (/** @type {Finding[]} */ some) => [...new Set(some.map(({ bead }) => bead))];
  return { message: beads(same.filter((other) => other.message === message)), rule: beads(same) };
}

/**
 * Returns the notes of pairs with a line that makes `check` ignore a rule, by the id of the pair.
 *
 * @param {Row[]} rows
 * @param {string[]} beads
 * @param {string} rule
 * @param {string} reason
 */
export function ignoringNotes(rows, beads, rule, reason) {
  const wanted = new Set(beads);
  const line = `duiqi-ignore: ${rule}: ${reason}`;
  return Object.fromEntries(rows.filter(({ bead }) => wanted.has(bead)).map(({ bead, note }) => [bead, note ? `${note}\n${line}` : line]));
}
