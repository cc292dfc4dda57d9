// The glossary pane: terms of the current row with their translations, and a form for new terms.

import { say, warn } from "../dom/announce.js";
import { byId, el } from "../dom/dom.js";
import { list } from "../rows/list.js";
import { addMarks } from "../rows/text.js";
import { get, post, Refusal, remove } from "../server/api.js";
import { path } from "../server/sync.js";
import { languageName, languageOf, model, SIDES } from "../state/model.js";

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
  if (pane.hidden) {
    terms = [];
    list.rebuild();
    list.scroller.focus({ preventScroll: true });
  } else {
    byId("glossary-file").textContent = model.document.glossary ?? "";
    // The word in the source language comes first.
    byId("term-words").append(...SIDES.map((side) => field(side).parentElement));
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
  (SIDES.map(field).find(({ value }) => value === "") ?? byId("term-add")).focus();
}

/** Returns the field for a word in the language of a side. */
const field = (side) => byId(languageName(side) === "Chinese" ? "term-zh" : "term-en");

/** Copies selected words to the form. A browser has only one selection, so the user selects one side after the other. */
function takeSelection() {
  const selection = getSelection();
  const text = String(selection).trim();
  const node = selection.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  const cell = element?.closest(".sentence")?.closest(".cell");
  if (text === "" || text.includes("\n") || text.length > 200 || !cell) {
    return;
  }
  field(cell.dataset.side).value = text;
}

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

function termMarks(sentence) {
  const spans = terms.flatMap((term) => [...term.spans, ...term.translations.flatMap(({ spans }) => spans)]);
  return spans.filter((span) => span.sentence === sentence.id).map(({ start, end }) => ({ start, end, className: "term-mark" }));
}

async function add() {
  const [zh, en] = [byId("term-zh"), byId("term-en")];
  const term = { zh: zh.value.trim(), en: en.value.trim(), status: byId("term-status").value, note: "" };
  if (term.zh === "" || term.en === "") {
    warn("a term needs words in both languages", "Select them in the texts, or type them");
    return;
  }
  const button = byId("term-add");
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
    await load();
  } catch (error) {
    refused(error);
  } finally {
    button.disabled = false;
  }
}

async function removeTerm({ zh, en }) {
  try {
    await remove(path("/terms"), { zh, en });
    // The button disappears, so the field takes the focus.
    field("source").focus();
    byId("term-status-line").replaceChildren();
    say(`Removed ${languageName("source") === "Chinese" ? zh : en} from the glossary`);
    await load();
  } catch (error) {
    refused(error);
  }
}

function refused(error) {
  if (!(error instanceof Refusal)) {
    throw error;
  }
  warn(error.message, error.remedy);
}
