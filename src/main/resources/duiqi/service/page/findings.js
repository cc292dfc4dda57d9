// What `check` found, at the words it is about, with its suggestions.

import { el } from "./dom.js";
import { model } from "./model.js";
import { edit } from "./operations.js";
import { inTurn } from "./sync.js";

export function findingMarks(row, sentence) {
  return model.findingsAt(row).flatMap((finding) =>
    finding.spans
      .filter((span) => span.sentence === sentence.id)
      .map(({ start, end }) => ({ start, end, className: `finding ${finding.severity}` })),
  );
}

/** The first span of the English, which is what a suggestion is for; undefined when it has none, or no extent. */
function replaceable(finding) {
  const letter = model.document.targetLanguage.startsWith("en") ? "t" : "s";
  const span = finding.spans.find(({ sentence }) => sentence.startsWith(letter));
  return span && span.end > span.start ? span : undefined;
}

function sentenceOf(row, id) {
  return [...row.source, ...row.target].find((sentence) => sentence.id === id);
}

/** Writes a suggestion in the place of the words it is for. */
export function applySuggestion(row, finding, suggestion) {
  const span = replaceable(finding);
  const sentence = span && sentenceOf(row, span.sentence);
  if (!sentence) {
    return Promise.resolve(false);
  }
  return edit(sentence.id, sentence.text.slice(0, span.start) + suggestion + sentence.text.slice(span.end));
}

/** The first finding of a row that has something to suggest. */
export function suggestionOf(row) {
  return model.findingsAt(row).find((finding) => finding.suggestions.length > 0 && replaceable(finding));
}

const NAMES = { error: "Error", warning: "Warning", note: "Remark" };

export function findingNotes(row) {
  return model.findingsAt(row).map((finding) => {
    const canApply = replaceable(finding) !== undefined;
    return el(
      "div",
      { class: `remark ${finding.severity}` },
      el("span", { class: "tag" }, NAMES[finding.severity] ?? finding.severity),
      el("span", { class: "said" }, finding.message, " ", el("span", { class: "rule" }, finding.rule)),
      finding.suggestions.slice(0, 3).map((suggestion) =>
        canApply
          ? el(
              "button",
              {
                class: "suggestion", type: "button", tabindex: "-1", title: "Write this instead", "aria-label": `Write ${suggestion} instead`,
                // The list keeps the focus.
                onmousedown: (event) => event.preventDefault(),
                onclick: () => model.canEdit && inTurn(() => applySuggestion(row, finding, suggestion)),
              },
              suggestion,
            )
          : el("span", { class: "suggestion" }, suggestion),
      ),
    );
  });
}
