// The start page: a place for two files, and the list of recent work. Also shows the progress while a document opens.

import { sentence } from "../dom/announce.js";
import { byId, el } from "../dom/dom.js";
import { get, Refusal } from "../server/api.js";
import { makeDocument, send } from "../server/uploads.js";
import { openingText, placesFor, stateOf, verdict } from "../state/chosen.js";
import { model } from "../state/model.js";

const LABELS = ["Source", "Target"];

/** The part of the page with the places for files */
const area = el("section", { id: "new-files", "aria-label": "Files to align" });

/** @import { Chosen, Places } from "../state/chosen.js" */
/** @import { Opening } from "../state/types.js" */

/**
 * A document in the list of documents.
 *
 * @typedef {object} DocumentLine
 * @property {string} id
 * @property {string} name
 * @property {string | null} source name of the source text
 * @property {string | null} target
 * @property {string} memory path of the memory
 * @property {number | null} rows null if the document is not open
 * @property {number | null} confirmed
 * @property {"new" | "begun"} state
 * @property {number | null} changed time of the last change in milliseconds; null if nothing is on disk
 * @property {Opening["phase"] | null} opening
 */

/** @typedef {{ documents: DocumentLine[], program: string, chosen: boolean }} DocumentList */

/** @type {Places} */
let places = [null, null];
/** Problem of the last attempt to open a document. */
let failure = "";
/** @type {(id: string) => unknown} */
let show = () => {};

/**
 * Describes an error for the user.
 *
 * @param {Refusal} error
 */
const describe = (error) => `${sentence(error.message)} ${sentence(error.remedy)}`.trim();

/**
 * Prepares the start page.
 *
 * @param {(id: string) => unknown} openDocument opens a document
 */
export function startPage(openDocument) {
  show = openDocument;
  const page = byId("documents");
  page.addEventListener("dragover", (event) => {
    event.preventDefault();
    page.classList.add("dropping");
  });
  page.addEventListener("dragleave", () => page.classList.remove("dropping"));
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    page.classList.remove("dropping");
    const at = LABELS.findIndex((_, i) => byId(`place-${i}`).contains(/** @type {Node} */ (event.target)));
    choose([...(event.dataTransfer?.files ?? [])], at);
  });
  // A file that is dropped beside the page must not replace it.
  for (const type of ["dragover", "drop"]) {
    window.addEventListener(type, (event) => event.preventDefault());
  }
  model.on("opening", showOpening);
}

/**
 * Shows how far the opening of a document is.
 *
 * @param {(Opening & { hasDraft: boolean }) | null} opening null at its end
 */
function showOpening(opening) {
  byId("opening").hidden = opening === null;
  if (opening !== null) {
    byId("opening-text").textContent = openingText(opening, opening.hasDraft);
    const bar = /** @type {HTMLProgressElement} */ (byId("opening-bar"));
    bar.hidden = opening.total === 0;
    bar.max = Math.max(1, opening.total);
    bar.value = opening.done;
  }
}

/**
 * Puts files into the places and sends them.
 *
 * @param {File[]} files
 * @param {number} wanted place that the user clicked, or -1
 */
function choose(files, wanted) {
  failure = "";
  if (files.length > 2) {
    failure = "Choose one or two files at a time.";
  } else {
    placesFor(places, files.length, wanted).forEach((place, i) => files[i] && put(place, files[i]));
  }
  drawFiles();
}

/**
 * @param {number} place
 * @param {File} file
 */
async function put(place, file) {
  /** @type {Chosen} */
  const chosen = { name: file.name, phase: "sending", share: 0, upload: "", languages: "", whole: false, problem: "" };
  places[place] = chosen;
  try {
    const sent = await send(file, (share) => {
      chosen.share = share;
      chosen.phase = share < 1 ? "sending" : "reading";
      drawFiles();
    });
    Object.assign(chosen, sent, { phase: "ready" });
  } catch (error) {
    chosen.phase = "failed";
    if (error instanceof Refusal && error.status === 401) {
      model.emit("locked");
    }
    chosen.problem = error instanceof Refusal ? describe(error) : `${file.name}: cannot be read. Choose the file again.`;
  }
  drawFiles();
}

async function make() {
  const { uploads } = verdict(places);
  try {
    const id = await makeDocument(uploads);
    await show(id);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 401) {
      throw error;
    }
    failure = describe(error);
    drawFiles();
  }
}

/** @param {number} i */
function placeOf(i) {
  const file = places[i];
  const input = el("input", { type: "file", id: `file-${i}`, multiple: true, "aria-label": `${LABELS[i]} file` });
  input.addEventListener("change", () => choose([...(input.files ?? [])], i));
  const remove = el("button", { type: "button", class: "quiet", "aria-label": `Remove ${file?.name ?? ""}` }, "Remove");
  remove.addEventListener("click", () => {
    places[i] = null;
    failure = "";
    drawFiles();
  });
  return el(
    "div",
    { class: `place ${file?.phase ?? "free"}`, id: `place-${i}` },
    el(
      "label",
      { for: `file-${i}` },
      el("span", { class: "title" }, LABELS[i]),
      el("span", { class: "files" }, file?.name ?? "Choose or drop a file"),
    ),
    input,
    file !== null && el("span", { class: "done" }, stateOf(file)),
    file !== null && remove,
  );
}

/** Draws the places for files. The lists and buttons below them stay. */
function drawFiles() {
  const { uploads, hint, problem } = verdict(places);
  const swap = el("button", { type: "button", id: "swap", disabled: places.every((file) => file === null) }, "Swap source and target");
  swap.addEventListener("click", () => {
    places = [places[1], places[0]];
    drawFiles();
  });
  const open = el(
    "button",
    { type: "button", id: "align", class: "primary", disabled: uploads.length === 0 },
    uploads.length === 1 ? "Open" : "Align",
  );
  open.addEventListener("click", () => {
    open.disabled = true;
    make();
  });
  const hadFocus = document.activeElement?.id;
  area.replaceChildren(
    el("div", { class: "places" }, placeOf(0), placeOf(1)),
    el("p", { class: "verdict bad", role: "alert", hidden: !(failure || problem) }, failure || problem),
    el("p", { class: "verdict", hidden: !hint }, hint),
    el("div", { class: "buttons" }, swap, open),
  );
  if (hadFocus) {
    document.getElementById(hadFocus)?.focus({ preventScroll: true });
  }
}

/**
 * Returns the progress of a document.
 *
 * @param {DocumentLine} of
 */
function progress({ state, rows, confirmed, opening }) {
  if (opening === "failed") {
    return "cannot be opened";
  }
  if (opening !== null && opening !== "open") {
    return opening;
  }
  if (rows == null) {
    return state === "new" ? "not started" : "started";
  }
  return `${confirmed} of ${rows} confirmed`;
}

/** @param {number} changed */
const when = (changed) => new Date(changed).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });

/** @param {DocumentLine} of */
function entry(of) {
  const done = of.rows ? Math.round((100 * (of.confirmed ?? 0)) / of.rows) : 0;
  const files = [...new Set([of.source, of.target])].filter(Boolean).join(" – ") || of.memory;
  const button = el(
    "button",
    { type: "button", class: "document" },
    el("span", { class: "title" }, of.name),
    el("span", { class: "files", title: of.memory }, of.changed == null ? files : `${files} · ${when(of.changed)}`),
    el("span", { class: "done" }, progress(of)),
    of.rows != null && el("progress", { max: 100, value: done, "aria-label": "confirmed" }),
  );
  button.addEventListener("click", () => show(of.id));
  return el("li", {}, button);
}

/**
 * Shows the start page.
 *
 * @param {DocumentList} answer
 * @param {Refusal | null} [error] the problem of the document that could not be opened
 */
export function showStart({ documents, program, chosen }, error = null) {
  failure = error === null ? "" : describe(error);
  const recent = chosen ? documents : [...documents].sort((a, b) => (b.changed ?? 0) - (a.changed ?? 0));
  byId("app").hidden = true;
  byId("documents").replaceChildren(
    el("h1", {}, "Align texts"),
    area,
    ...(recent.length > 0 ? [el("h2", {}, chosen ? "Texts to review" : "Recent work"), el("ul", {}, recent.map(entry))] : []),
    el("p", { class: "program" }, `duiqi ${program}`),
  );
  drawFiles();
  byId("documents").hidden = false;
  document.title = "duiqi – texts to review";
}

/**
 * Shows the start page with the current list.
 *
 * @param {Refusal | null} [error] the problem of the document that could not be opened
 */
export async function returnToStart(error = null) {
  showStart(await get("documents"), error);
}

/** Forgets the chosen files after they became a document. */
export function forgetFiles() {
  places = [null, null];
}
