// What `check` found, at the words it is about, with its suggestions; and what is to be let pass, with the reason.

import { askIgnore } from "./dialogs.js";
import { el } from "./dom.js";
import { model } from "./model.js";
import { edit, note } from "./operations.js";
import { inTurn } from "./sync.js";

const NAMES = { error: "Error", warning: "Warning", note: "Remark" };
const WORST_FIRST = ["error", "warning", "note"];
/** More would be no help: of a finding, and of a row, where a fault that is everywhere must not bury the text. */
const SUGGESTIONS = 3;
const FINDINGS = 8;
/** As `check` reads it in a note. */
const IGNORE = /^\s*duiqi-ignore\s*[:：]\s*([^:：]*)[:：]\s*(.*)$/;

export function findingMarks(row, sentence) {
  return model.findingsAt(row).flatMap((finding) =>
    finding.spans
      .filter((span) => span.sentence === sentence.id)
      .map(({ start, end }) => ({ start, end, className: `finding ${finding.severity}` })),
  );
}

const english = () => (model.document.targetLanguage.startsWith("en") ? "target" : "source");

/** The first span of the English, which is what a suggestion is for; undefined when it has none, or no extent. */
function replaceable(finding) {
  const letter = english() === "target" ? "t" : "s";
  const span = finding.spans.find(({ sentence }) => sentence.startsWith(letter));
  return span && span.end > span.start ? span : undefined;
}

function sentenceOf(row, id) {
  return [...row.source, ...row.target].find((sentence) => sentence.id === id);
}

const sorted = (row) =>
  [...model.findingsAt(row)].sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));

/** Where the worst finding of a row stands, which is what is to be changed: in the English; null when there is none. */
export function placeOfFinding(row) {
  const spans = sorted(row).slice(0, 1).flatMap((finding) => finding.spans);
  const side = english();
  const at = row[side].findIndex(({ id }) => spans.some(({ sentence }) => sentence === id));
  return row[side].length === 0 ? null : { side, sentence: Math.max(0, at) };
}

/** What can be written in a row, in the order in which it is shown; what two findings suggest for the same words, once. */
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

/** Writes a suggestion in the place of the words it is for. */
export function applySuggestion(row, { span, text }) {
  const sentence = sentenceOf(row, span.sentence);
  if (!sentence) {
    return Promise.resolve(false);
  }
  return edit(sentence.id, sentence.text.slice(0, span.start) + text + sentence.text.slice(span.end), `Wrote “${visible(text)}”`);
}

/** Asks why a rule may be broken in a pair, and notes it as `check` reads it. */
export async function ignoreFinding(row, rule) {
  const rules = [...new Set(sorted(row).map((finding) => finding.rule))];
  const answer = await askIgnore(rules, rule ?? rules[0]);
  if (answer !== null) {
    const line = `duiqi-ignore: ${answer.rule}: ${answer.reason}`;
    await inTurn(() => note(row.bead, row.note ? `${row.note}\n${line}` : line, `${answer.rule} is ignored in this pair`));
  }
}

/** The lines of a note: what is ignored in the pair, and the rest. */
export function noteParts(text) {
  const lines = text.split("\n");
  const ignored = lines.map((line) => IGNORE.exec(line)).filter(Boolean).map(([, rules, reason]) => ({ rules: rules.trim(), reason }));
  return { ignored, rest: lines.filter((line) => !IGNORE.test(line)).join("\n").trim() };
}

/** A line below the texts: a word for what it is, and what there is to say. */
export function remark(className, tag, ...said) {
  return el("div", { class: `remark ${className}` }, el("span", { class: "tag" }, tag), el("div", { class: "body" }, ...said));
}

// The list keeps the focus.
const keepFocus = (event) => event.preventDefault();

/** A suggestion as it can be seen: also one of blanks, or of nothing. */
const visible = (text) => (text === "" ? "(leave out)" : text.trim() === "" ? "␣".repeat(text.length) : text);

function suggestionButton(row, suggestion, number) {
  return el(
    "button",
    {
      class: "suggestion", type: "button", tabindex: "-1", title: number > 9 ? "Write this instead" : `Write this instead (${number})`,
      "aria-label": `Write ${visible(suggestion.text)} instead`, onmousedown: keepFocus,
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
    // Without words to put it for it is only something to read.
    const told = replaceable(finding) ? [] : finding.suggestions.slice(0, SUGGESTIONS).map((text) => el("span", { class: "suggestion" }, visible(text)));
    return remark(
      finding.severity,
      NAMES[finding.severity] ?? finding.severity,
      el("span", { class: "said" }, finding.message, " ", el("span", { class: "rule" }, finding.rule)),
      ...offered,
      ...told,
      el(
        "button",
        {
          class: "ignore quiet", type: "button", tabindex: "-1", title: "Let this pass in this pair, and say why (I)",
          "aria-label": `Ignore ${finding.rule} here`, onmousedown: keepFocus, onclick: () => model.canEdit && ignoreFinding(row, finding.rule),
        },
        "Ignore …",
      ),
    );
  });
  return rest > 0 ? [...notes, remark("note", "", `${rest} more, which come up as these are settled`)] : notes;
}
