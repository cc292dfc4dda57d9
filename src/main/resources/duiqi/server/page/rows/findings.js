// Findings of `check`: marks in the text, suggestions, and ignored findings with their reasons.

import { askIgnore } from "../dom/dialogs.js";
import { el } from "../dom/dom.js";
import { edit, note } from "../server/operations.js";
import { inTurn } from "../server/sync.js";
import { model } from "../state/model.js";

const NAMES = { error: "Error", warning: "Warning", note: "Note" };
const SEVERITY_ORDER = ["error", "warning", "note"];
/** Maximum numbers per finding and per row, so that findings do not hide the text. */
const SUGGESTIONS = 3;
const FINDINGS = 8;
/** Syntax of `check` for ignored findings in a note. */
const IGNORE = /^\s*duiqi-ignore\s*[:：]\s*([^:：]*)[:：]\s*(.*)$/;

export function findingMarks(row, sentence) {
  return model
    .findingsAt(row)
    .flatMap((finding) =>
      finding.spans
        .filter((span) => span.sentence === sentence.id)
        .map(({ start, end }) => ({ start, end, className: `finding ${finding.severity}` })),
    );
}

/** Returns the first span in the target, which a suggestion replaces. Returns undefined if there is none or if it is empty. */
function replaceable(finding) {
  const span = finding.spans.find(({ sentence }) => sentence.startsWith("t"));
  return span && span.end > span.start ? span : undefined;
}

function sentenceOf(row, id) {
  return [...row.source, ...row.target].find((sentence) => sentence.id === id);
}

const sorted = (row) => [...model.findingsAt(row)].sort((a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity));

/** Returns the position of the most severe finding of a row in the target; null if the target is empty. */
export function positionOfFinding(row) {
  const spans = sorted(row)
    .slice(0, 1)
    .flatMap((finding) => finding.spans);
  const at = row.target.findIndex(({ id }) => spans.some(({ sentence }) => sentence === id));
  return row.target.length === 0 ? null : { side: "target", sentence: Math.max(0, at) };
}

/** Returns the suggestions of a row in display order, without duplicates for the same words. */
export function suggestionsOf(row) {
  const seen = new Set();
  const all = [];
  for (const finding of sorted(row).slice(0, FINDINGS)) {
    const span = replaceable(finding);
    for (const text of span ? finding.suggestions.slice(0, SUGGESTIONS) : []) {
      const key = `${span.sentence} ${span.start} ${span.end} ${text}`;
      if (!seen.has(key)) {
        seen.add(key);
        all.push({ finding, span, text });
      }
    }
  }
  return all;
}

/** Replaces words by a suggestion. */
export function applySuggestion(row, { span, text }) {
  const sentence = sentenceOf(row, span.sentence);
  if (!sentence) {
    return Promise.resolve(false);
  }
  return edit(sentence.id, sentence.text.slice(0, span.start) + text + sentence.text.slice(span.end), `Replaced by “${visible(text)}”`);
}

/** Asks for the reason to ignore a rule in a pair, and adds it to the note in the syntax of `check`. */
export async function ignoreFinding(row, rule) {
  const rules = [...new Set(sorted(row).map((finding) => finding.rule))];
  const answer = await askIgnore(rules, rule ?? rules[0]);
  if (answer !== null) {
    const line = `duiqi-ignore: ${answer.rule}: ${answer.reason}`;
    await inTurn(() => note(row.bead, row.note ? `${row.note}\n${line}` : line, `${answer.rule} is ignored in this pair`));
  }
}

/** Splits a note into ignored findings and other text. */
export function noteParts(text) {
  const lines = text.split("\n");
  const ignored = lines
    .map((line) => IGNORE.exec(line))
    .filter(Boolean)
    .map(([, rules, reason]) => ({ rules: rules.trim(), reason }));
  return {
    ignored,
    rest: lines
      .filter((line) => !IGNORE.test(line))
      .join("\n")
      .trim(),
  };
}

/** Returns a line below the texts, with a label. */
export function remark(className, tag, ...content) {
  return el("div", { class: `remark ${className}` }, el("span", { class: "tag" }, tag), el("div", { class: "body" }, ...content));
}

// Keeps the focus in the list when the user clicks a button.
const keepFocus = (event) => event.preventDefault();

/** Returns a visible form of a suggestion, even if it is empty or blank. */
const visible = (text) => (text === "" ? "(delete)" : text.trim() === "" ? "␣".repeat(text.length) : text);

function suggestionButton(row, suggestion, number) {
  return el(
    "button",
    {
      class: "suggestion",
      type: "button",
      tabindex: "-1",
      title: number > 9 ? "Apply this suggestion" : `Apply this suggestion (${number})`,
      "aria-label": `Replace by ${visible(suggestion.text)}`,
      onmousedown: keepFocus,
      onclick: () => model.canEdit && inTurn(() => applySuggestion(row, suggestion)),
    },
    el("span", {}, visible(suggestion.text)),
    number <= 9 && el("kbd", { "aria-hidden": "true" }, number),
  );
}

export function findingNotes(row) {
  const suggestions = suggestionsOf(row);
  const all = sorted(row);
  const rest = all.length - FINDINGS;
  const notes = all.slice(0, FINDINGS).map((finding) => {
    const offered = suggestions.map((suggestion, i) => suggestion.finding === finding && suggestionButton(row, suggestion, i + 1));
    // Without an English span, the suggestion cannot be applied and is only shown.
    const shown = replaceable(finding)
      ? []
      : finding.suggestions.slice(0, SUGGESTIONS).map((text) => el("span", { class: "suggestion" }, visible(text)));
    return remark(
      finding.severity,
      NAMES[finding.severity] ?? finding.severity,
      el("span", { class: "said" }, finding.message, " ", el("span", { class: "rule" }, finding.rule)),
      ...offered,
      ...shown,
      el(
        "button",
        {
          class: "ignore quiet",
          type: "button",
          tabindex: "-1",
          title: "Ignore this finding in this pair, with a reason (I)",
          "aria-label": `Ignore ${finding.rule} here`,
          onmousedown: keepFocus,
          onclick: () => model.canEdit && ignoreFinding(row, finding.rule),
        },
        "Ignore …",
      ),
    );
  });
  return rest > 0 ? [...notes, remark("note", "", `${rest} more; duiqi shows them when you resolve these`)] : notes;
}
