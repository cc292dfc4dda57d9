// A row: the source and target sentences of a bead or of one of its pieces, with notes and findings below.

import { byId, el } from "../dom/dom.js";
import { certaintyOf, certaintyText, percent } from "../state/certainty.js";
import { noteParts, ruleName } from "../state/findings.js";
import { languageName, languageOf, model, SIDES } from "../state/model.js";
import { cellId, editorOf } from "./editor.js";
import { findingMarks, findingNotes, remark } from "./findings.js";
import { buildFold, FOLD_HEIGHT } from "./fold.js";
import { marked, marksIn } from "./text.js";

/** @import { Child } from "../dom/dom.js" */
/** @import { Extents, Row, RowElement, Sentence, Side } from "../state/types.js" */

let nextId = 0;
let columnWidth = 0;

/** Discards the measured column width. */
export function forgetWidths() {
  columnWidth = 0;
}

/**
 * Estimates the number of lines of a sentence.
 *
 * @param {Sentence} sentence
 */
function lineOf(sentence) {
  const wide = /[\u3000-\u9fff\uff00-\uffef]/.test(sentence.text.slice(0, 40));
  return Math.ceil((sentence.text.length * (wide ? 17 : 7.9)) / columnWidth);
}

/**
 * Estimates the height of a row in pixels. Rows are measured when they become visible.
 *
 * @param {Row} row
 */
export function estimate(row) {
  if (row.folded !== undefined) {
    return FOLD_HEIGHT;
  }
  if (row.unloaded) {
    return 90;
  }
  if (columnWidth === 0) {
    columnWidth = Math.max(120, (byId("rows").clientWidth - 170) / 2 - 20);
  }
  const side = (/** @type {Sentence[]} */ sentences) => sentences.reduce((sum, sentence) => sum + 27 * lineOf(sentence) + 12, 0);
  const extra = Math.min(9, model.findingsAt(row).length) * 30 + (row.note ? 30 : 0);
  return Math.max(40, side(row.source), side(row.target)) + 14 + extra;
}

/**
 * Returns whether white space must be preserved. If not, trailing blanks at line ends are not underlined.
 *
 * @param {string} text
 */
const isSpaced = (text) => /^\s|\s$|\s\s|[\t\n\r]/.test(text);

/**
 * @param {Row} row
 * @param {Sentence} sentence
 * @param {Side} side
 */
function sentenceElement(row, sentence, side) {
  const editor = editorOf(sentence.id);
  if (editor) {
    return editor;
  }
  const marks = [...findingMarks(row, sentence), ...marksIn(sentence)];
  return el(
    "div",
    { class: `sentence${sentence.heading ? " heading" : ""}`, "data-sentence": sentence.id, dir: "auto" },
    el("span", { class: isSpaced(sentence.text) ? "text spaced" : "text" }, marked(sentence.text, marks)),
    sentence.added && el("span", { class: "edited", title: "Added in this review; the text file does not contain it" }, " added"),
    sentence.edited && !sentence.added && el("span", { class: "edited", title: "Edited in this review" }, " edited"),
    el("span", {
      class: "port",
      "data-port": side,
      title: "Drag to a sentence on the other side to add this one to its pair; hold Alt to link only the two",
    }),
  );
}

/**
 * @param {Row} row
 * @param {Side} side
 * @param {number} id number of the element
 */
function cell(row, side, id) {
  const sentences = row[side];
  /** @type {Child[]} */
  const parts = [];
  sentences.forEach((sentence, i) => {
    if (i > 0) {
      parts.push(
        el("button", { class: "gap", type: "button", tabindex: "-1", "data-before": i, "aria-label": "Split the pair here", title: "Split here" }),
      );
    }
    parts.push(sentenceElement(row, sentence, side));
  });
  if (sentences.length === 0) {
    const label = el("span", { class: "unseen" }, `no ${languageName(side)} sentence`);
    parts.push(editorOf(cellId(row, side)) ?? el("div", { class: "nothing", title: "Press Enter to add a sentence" }, label));
  }
  return el(
    "div",
    {
      class: `cell ${side}`,
      role: "gridcell",
      id: `cell-${side}-${id}`,
      lang: languageOf(side),
      "data-side": side,
      "aria-describedby": `column-${side} about-${id}`,
    },
    parts,
    el("div", { class: "grip", "data-grip": side, title: "Drag to move sentences across this boundary" }, el("span", { class: "pill" })),
  );
}

/**
 * Describes a row for screen readers.
 *
 * @param {Row} row
 */
function about(row) {
  const found = model.findingsAt(row).length;
  return [
    certaintyText(row).toLowerCase(),
    row.type,
    row.pieces > 1 && `part ${row.piece + 1} of ${row.pieces} of a crossing pair`,
    row.marked && "marked",
    row.note && `note: ${row.note}`,
    found > 0 && `${found} ${found === 1 ? "finding" : "findings"}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * Returns the sign in the dot of a row: a tick if it is confirmed, a diamond if it was set by hand, otherwise its probability.
 *
 * @param {Row} row
 */
function figureOf(row) {
  if (row.confirmed) {
    return "✓";
  }
  return row.probability === null ? "◆" : percent(row.probability).slice(0, -1);
}

/** @param {Row} row */
function dot(row) {
  if (row.piece > 0) {
    return null;
  }
  const label = `${certaintyText(row)}; ${row.confirmed ? "click to remove the confirmation" : "click to confirm"}`;
  return el(
    "button",
    {
      class: `dot ${certaintyOf(row, model.opened.threshold)}`,
      type: "button",
      tabindex: "-1",
      "data-dot": "",
      title: label,
      "aria-label": label,
    },
    el("span", { class: "figure", "aria-hidden": "true" }, figureOf(row)),
    !row.confirmed && el("span", { class: "tick", "aria-hidden": "true" }, "✓"),
  );
}

/**
 * Returns the findings of a row as text, for comparison.
 *
 * @param {Row} row
 */
export const foundIn = (row) => JSON.stringify(model.findingsAt(row));

/**
 * Creates the element of a row.
 *
 * @param {Row} row
 */
export function buildRow(row) {
  const id = nextId++;
  if (row.folded !== undefined) {
    return asElement(buildFold(row, id), row);
  }
  const begins = [...row.source.slice(0, 1), ...row.target.slice(0, 1)].some((sentence) => sentence.paragraph);
  /** @type {HTMLElement} */
  const div = el(
    "div",
    { class: `row${begins ? " paragraph" : ""}`, role: "row" },
    el(
      "div",
      { class: "margin", role: "rowheader" },
      el("span", { class: "number" }),
      el("span", { class: "people", hidden: true }),
      row.marked && row.piece === 0 && el("span", { class: "star", title: "Marked" }, "★"),
      el("span", { class: "unseen", id: `about-${id}` }, about(row)),
    ),
    cell(row, "source", id),
    el("div", { class: "gutter", role: "gridcell" }, dot(row)),
    cell(row, "target", id),
    row.piece === 0 && notes(row),
  );
  return asElement(div, row);
}

/**
 * @param {HTMLElement} div
 * @param {Row} row
 */
function asElement(div, row) {
  const element = /** @type {RowElement} */ (div);
  element.row = row;
  element.found = foundIn(row);
  return element;
}

/** @param {Row} row */
function notes(row) {
  const { ignored, rest } = noteParts(row.note);
  const parts = [
    rest !== "" && remark("own", "Note", el("span", { class: "said" }, rest)),
    ...findingNotes(row),
    ...ignored.map(({ rules, reason }) =>
      remark(
        "ignored",
        "Ignored",
        el(
          "span",
          { class: "said" },
          `${rules
            .split(/[\s,，]+/)
            .map(ruleName)
            .join(", ")}: ${reason}`,
        ),
      ),
    ),
  ].filter(Boolean);
  return parts.length > 0 && el("div", { class: "remarks", role: "gridcell" }, parts);
}

/**
 * Updates the parts that depend on the position of the row.
 *
 * @param {RowElement} element
 * @param {number} number
 * @param {boolean} hasNext true if the next row of the document follows
 */
export function labelRow(element, number, hasNext) {
  element.setAttribute("aria-rowindex", String(number + 1));
  if (element.labelled !== number && element.row.folded === undefined) {
    element.labelled = number;
    /** @type {HTMLElement} */ (element.querySelector(".number")).textContent = String(number + 1);
    element.setAttribute("aria-label", `Pair ${number + 1}: ${about(element.row)}`);
  }
  element.classList.toggle("apart", !hasNext);
}

/**
 * @param {RowElement} element
 * @param {Side} side
 * @returns {HTMLElement}
 */
const cellOf = (element, side) => /** @type {HTMLElement} */ (element.querySelector(`.cell.${side}`));

/**
 * Shows who else is at a row.
 *
 * @param {Row} row
 * @param {RowElement} element
 */
function paintPeople(row, element) {
  const names = (row.piece === 0 && model.people.get(row.bead)) || [];
  const badge = /** @type {HTMLElement} */ (element.querySelector(".people"));
  badge.hidden = names.length === 0;
  if (badge.textContent !== names.join(", ")) {
    badge.textContent = names.join(", ");
    badge.title = names.length > 0 ? `Here: ${names.join(", ")}` : "";
  }
  element.classList.toggle("shared", names.length > 0);
}

/**
 * Updates the parts that depend on the cursor and the selection.
 *
 * @param {Row} row
 * @param {RowElement} element
 */
export function paintRow(row, element) {
  const { cursor, anchor, picked } = model;
  const number = element.number;
  const isHere = number === cursor.row;
  const isSelected = number >= Math.min(cursor.row, anchor) && number <= Math.max(cursor.row, anchor);
  if (row.folded !== undefined) {
    element.classList.toggle("selected", row === model.row);
    return;
  }
  element.classList.toggle("selected", isSelected);
  element.classList.toggle("context", !model.isMatch(number));
  element.classList.toggle("sibling", !isSelected && row.pieces > 1 && row.bead === model.row.bead);
  element.setAttribute("aria-selected", String(isSelected));
  paintPeople(row, element);
  for (const side of SIDES) {
    const cellElement = cellOf(element, side);
    cellElement.classList.toggle("here", isHere && side === cursor.side);
    const sentence = isHere && side === cursor.side ? model.sentence?.id : undefined;
    /** @type {NodeListOf<HTMLElement>} */
    const sentences = cellElement.querySelectorAll(".sentence");
    for (const child of sentences) {
      child.classList.toggle("here", child.dataset.sentence === sentence);
      child.classList.toggle("picked", picked.has(child.dataset.sentence ?? ""));
    }
  }
}

/**
 * Returns the vertical extent of the sentences of each side, in pixels from the top of the row; null for an empty side.
 *
 * @param {RowElement} element
 */
export function extents(element) {
  /** @type {Extents} */
  const of = { source: null, target: null };
  for (const side of SIDES) {
    /** @type {NodeListOf<HTMLElement>} */
    const all = element.querySelectorAll(`.cell.${side} > [data-sentence]`);
    const last = all[all.length - 1];
    const cellTop = last ? cellOf(element, side).offsetTop : 0;
    of[side] = last ? [cellTop + all[0].offsetTop, cellTop + last.offsetTop + last.offsetHeight] : null;
  }
  return of;
}
