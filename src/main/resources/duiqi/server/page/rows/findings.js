// Findings of `check`: marks in the text, suggestions, and ignored findings with their reasons.

import { askIgnore } from "../dom/dialogs.js";
import { el } from "../dom/dom.js";
import { writtenInForce } from "../dom/keys.js";
import { edit, noteAll } from "../server/operations.js";
import { inTurn } from "../server/sync.js";
import { bySeverity, FINDINGS, ignoringNotes, replaceable, ruleName, SUGGESTIONS, sameFindings, suggestionsFor } from "../state/findings.js";
import { model } from "../state/model.js";

/** @import { Child } from "../dom/dom.js" */
/** @import { Finding, Row, Sentence, Side, Suggestion } from "../state/types.js" */

const NAMES = { error: "Error", warning: "Warning", note: "Note" };

/**
 * Returns the marks of the findings in a sentence.
 *
 * @param {Row} row
 * @param {Sentence} sentence
 */
export function findingMarks(row, sentence) {
  return model
    .findingsAt(row)
    .flatMap((finding) =>
      finding.spans
        .filter((span) => span.sentence === sentence.id)
        .map(({ start, end }) => ({ start, end, className: `finding ${finding.severity}` })),
    );
}

/**
 * @param {Row} row
 * @param {string} id
 */
function sentenceOf(row, id) {
  return [...row.source, ...row.target].find((sentence) => sentence.id === id);
}

/**
 * Returns the position of the most severe finding of a row in the target; null if the target is empty.
 *
 * @param {Row} row
 * @returns {{ side: Side, sentence: number } | null}
 */
export function positionOfFinding(row) {
  const spans = bySeverity(model.findingsAt(row))
    .slice(0, 1)
    .flatMap((finding) => finding.spans);
  const at = row.target.findIndex(({ id }) => spans.some(({ sentence }) => sentence === id));
  return row.target.length === 0 ? null : { side: "target", sentence: Math.max(0, at) };
}

/**
 * Returns the suggestions of a row in display order.
 *
 * @param {Row} row
 */
export const suggestionsOf = (row) => suggestionsFor(model.findingsAt(row));

/**
 * Replaces words by a suggestion. Returns whether this succeeded.
 *
 * @param {Row} row
 * @param {Suggestion} suggestion
 */
export function applySuggestion(row, { span, text }) {
  const sentence = sentenceOf(row, span.sentence);
  if (!sentence) {
    return Promise.resolve(false);
  }
  return edit(sentence.id, sentence.text.slice(0, span.start) + text + sentence.text.slice(span.end), `Replaced by “${visible(text)}”`);
}

/**
 * Asks for the reason to ignore a rule, in a pair or in all pairs with such a finding. Adds it to the notes in the syntax of `check`.
 *
 * @param {Row} row
 * @param {Finding} [finding] by default the most severe one of the row
 */
export async function ignoreFinding(row, finding) {
  const all = bySeverity(model.findingsAt(row));
  /** @param {string} rule */
  const findingOf = (rule) => (finding?.rule === rule ? finding : /** @type {Finding} */ (all.find((one) => one.rule === rule)));
  const rules = [...new Set(all.map(({ rule }) => rule))];
  const answer = await askIgnore(rules, finding?.rule ?? rules[0], (rule) => {
    const { message: said } = findingOf(rule);
    const beads = sameFindings(model.findings, findingOf(rule));
    return { said, message: beads.message.length, rule: beads.rule.length };
  });
  if (answer === null) {
    return;
  }
  const { rule, reason, scope } = answer;
  await inTurn(() => {
    const beads = scope === "pair" ? [row.bead] : sameFindings(model.findings, findingOf(rule))[scope];
    const notes = ignoringNotes(model.rows, beads, rule, reason);
    const count = Object.keys(notes).length;
    return noteAll(notes, `${ruleName(rule)} is ignored in ${count === 1 ? "this pair" : `${count} pairs`}`);
  });
}

/**
 * Returns a line below the texts, with a label.
 *
 * @param {string} className
 * @param {Child | Child[]} tag
 * @param {Child[]} content
 */
export function remark(className, tag, ...content) {
  return el("div", { class: `remark ${className}` }, el("span", { class: "tag" }, tag), " ", ...content);
}

// Keeps the focus in the list when the user clicks a button.
const keepFocus = (/** @type {Event} */ event) => event.preventDefault();

/**
 * Returns a visible form of a suggestion, even if it is empty or blank.
 *
 * @param {string} text
 */
const visible = (text) => (text === "" ? "(delete)" : text.trim() === "" ? "␣".repeat(text.length) : text);

/**
 * @param {Row} row
 * @param {Suggestion} suggestion
 * @param {number} number position from 1; the keys 1 to 9 apply the first suggestions
 */
function suggestionButton(row, suggestion, number) {
  const key = number > 9 ? "" : writtenInForce(String(number));
  return el(
    "button",
    {
      class: "suggestion",
      type: "button",
      tabindex: "-1",
      title: key ? `Apply this suggestion (${key})` : "Apply this suggestion",
      "aria-label": `Replace by ${visible(suggestion.text)}`,
      onmousedown: keepFocus,
      onclick: () => model.canEdit && inTurn(() => applySuggestion(row, suggestion)),
    },
    el("span", {}, visible(suggestion.text)),
    key !== "" && el("kbd", { "aria-hidden": "true" }, key),
  );
}

/**
 * Returns a line for each finding of a row.
 *
 * @param {Row} row
 */
export function findingNotes(row) {
  const suggestions = suggestionsOf(row);
  const all = bySeverity(model.findingsAt(row));
  const rest = all.length - FINDINGS;
  const notes = all.slice(0, FINDINGS).map((finding) => {
    const offered = suggestions.map((suggestion, i) => suggestion.finding === finding && suggestionButton(row, suggestion, i + 1));
    // Without an English span, the suggestion cannot be applied and is only shown.
    const shown = replaceable(finding)
      ? []
      : finding.suggestions.slice(0, SUGGESTIONS).map((text) => el("span", { class: "suggestion" }, visible(text)));
    return remark(
      finding.severity,
      [el("span", { class: "unseen" }, `${NAMES[finding.severity]}: `), ruleName(finding.rule)],
      el("span", { class: "said" }, finding.message),
      ...offered,
      ...shown,
      el(
        "button",
        {
          class: "ignore quiet",
          type: "button",
          tabindex: "-1",
          title: "Ignore this finding here or in all pairs, with a reason",
          "aria-label": `Ignore … ${ruleName(finding.rule)}`,
          onmousedown: keepFocus,
          onclick: () => model.canEdit && ignoreFinding(row, finding),
        },
        "Ignore …",
      ),
    );
  });
  return rest > 0 ? [...notes, remark("note", "", `${rest} more; duiqi shows them when you resolve these`)] : notes;
}
