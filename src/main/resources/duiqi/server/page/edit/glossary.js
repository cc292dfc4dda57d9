// The glossary pane: terms of the current row with their translations, and a form for new terms.

import { say, warn } from "../dom/announce.js";
import { byId, el } from "../dom/dom.js";
import { list } from "../rows/list.js";
import { addMarks } from "../rows/text.js";
import { forgetWords } from "../rows/words.js";
import { get, post, Refusal, remove } from "../server/api.js";
import { path } from "../server/sync.js";
import { languageName, languageOf, model, SIDES } from "../state/model.js";

/** @import { Mark, Sentence, Side, Span } from "../state/types.js" */

/**
 * A glossary term in the source text of a pair, with its translations.
 *
 * @typedef {object} Term
 * @property {string} term
 * @property {Span[]} spans
 * @property {{ text: string, status: string, spans: Span[] }[]} translations
 */

/** @type {Term[]} */
let terms = [];
let bead = "";
let timer = 0;

export const isGlossaryOpen = () => !byId("glossary").hidden;

export function startGlossary() {
  addMarks(termMarks);
  model.on("cursor", () => refresh(90));
  model.on("findings", () => refresh(0, true));
  document.addEventListener("selectionchange", takeSelection);
  byId("term-form").addEventListener("submit", (event) => {
    event.preventDefault();
    add();
  });
  byId("glossary-close").addEventListener("click", toggleGlossary);
  byId("glossary").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      toggleGlossary();
    }
  });
}

export function toggleGlossary() {
  const pane = byId("glossary");
  pane.hidden = !pane.hidden;
  byId("variants-part").hidden = true;
  if (pane.hidden) {
    terms = [];
    list.rebuild();
    list.scroller.focus({ preventScroll: true });
  } else {
    byId("glossary-file").textContent = model.opened.glossary;
    // The word in the source language comes first.
    byId("term-words").append(...SIDES.map((side) => /** @type {HTMLElement} */ (field(side).parentElement)));
    takeSelection();
    refresh(0, true);
  }
}

/** Opens the pane and focuses its form. */
export function newTerm() {
  takeSelection();
  if (!isGlossaryOpen()) {
    toggleGlossary();
  }
  byId("variants-part").hidden = true;
  const empty = SIDES.map(field).find(({ value }) => value === "");
  (empty ?? byId("term-add")).focus();
}

/** @param {string} id */
const input = (id) => byId(id, HTMLInputElement);

/**
 * Returns the field for a word in the language of a side.
 *
 * @param {Side} side
 */
const field = (side) => input(languageName(side) === "Chinese" ? "term-zh" : "term-en");

/** Copies selected words to the form. A browser has only one selection, so the user selects one side after the other. */
function takeSelection() {
  const selection = getSelection();
  const text = String(selection).trim();
  const node = selection?.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  /** @type {HTMLElement | null | undefined} */
  const cell = element?.closest(".sentence")?.closest(".cell");
  if (text === "" || text.includes("\n") || text.length > 200 || !cell) {
    return;
  }
  field(/** @type {Side} */ (cell.dataset.side)).value = text;
}

/**
 * Loads the terms if the cursor is in another pair.
 *
 * @param {number} delay in milliseconds
 * @param {boolean} [isForced] true to load them in any case
 */
function refresh(delay, isForced = false) {
  if (!isGlossaryOpen() || (!isForced && model.row.bead === bead)) {
    return;
  }
  clearTimeout(timer);
  timer = setTimeout(load, delay);
}

async function load() {
  bead = model.row.bead;
  if (bead === "") {
    return;
  }
  try {
    const answer = await get(path(`/terms?bead=${encodeURIComponent(bead)}`));
    terms = answer.terms;
  } catch (error) {
    terms = [];
    if (!(error instanceof Refusal)) {
      throw error;
    }
  }
  show();
  list.rebuild();
}

function show() {
  const [source, target] = SIDES.map(languageOf);
  const items = terms.map(({ term, translations }) =>
    el(
      "li",
      {},
      el("div", { class: "term", lang: source }, term),
      el(
        "ul",
        {},
        translations.map(({ text, status, spans }) =>
          el(
            "li",
            { class: `translation ${status}` },
            el("span", { class: "sign", "aria-hidden": "true" }, spans.length > 0 ? "✓" : ""),
            el("span", { lang: target }, text),
            status !== "preferred" && el("span", { class: "status" }, status),
            spans.length > 0 && el("span", { class: "unseen" }, "in the text"),
          ),
        ),
      ),
    ),
  );
  const none = el("li", { class: "none" }, "This pair contains no glossary term.");
  byId("terms").replaceChildren(...(items.length > 0 ? items : [none]));
}

/**
 * @param {Sentence} sentence
 * @returns {Mark[]}
 */
function termMarks(sentence) {
  const spans = terms.flatMap((term) => [...term.spans, ...term.translations.flatMap(({ spans }) => spans)]);
  return spans.filter((span) => span.sentence === sentence.id).map(({ start, end }) => ({ start, end, className: "term-mark" }));
}

async function add() {
  const [zh, en] = [input("term-zh"), input("term-en")];
  const term = { zh: zh.value.trim(), en: en.value.trim(), status: byId("term-status", HTMLSelectElement).value, note: "" };
  if (term.zh === "" || term.en === "") {
    warn("a term needs words in both languages", "Select them in the texts, or type them");
    return;
  }
  const button = byId("term-add", HTMLButtonElement);
  if (button.disabled) {
    return;
  }
  // A second Enter would add the term again, which the server would reject.
  button.disabled = true;
  try {
    const { file, line } = await post(path("/terms"), term);
    say(`Added to ${file}, line ${line}`);
    const back = el("button", { type: "button" }, "Undo");
    back.addEventListener("click", () => removeTerm(term));
    const [first, second] = SIDES.map(field);
    byId("term-status-line").replaceChildren(`Added: ${first.value.trim()} = ${second.value.trim()} `, back);
    first.value = "";
    second.value = "";
    first.focus();
    forgetWords();
    await load();
  } catch (error) {
    refused(error);
  } finally {
    button.disabled = false;
  }
}

/** @param {{ zh: string, en: string }} term */
async function removeTerm({ zh, en }) {
  try {
    await remove(path("/terms"), { zh, en });
    // The button disappears, so the field takes the focus.
    field("source").focus();
    byId("term-status-line").replaceChildren();
    say(`Removed ${languageName("source") === "Chinese" ? zh : en} from the glossary`);
    forgetWords();
    await load();
  } catch (error) {
    refused(error);
  }
}

/**
 * Shows the problem and the remedy of a request that the server refused.
 *
 * @param {unknown} error
 */
export function refused(error) {
  if (!(error instanceof Refusal)) {
    throw error;
  }
  warn(error.message, error.remedy);
}
