// The start page: the list of recent work, and an area for new files. Also shows the progress while a document opens.

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
 * @property {number} [all] number of pairs; missing if the progress is unknown
 * @property {number} [confirmed]
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
  const label = file === null ? "Choose a file" : "Change";
  const input = el("input", {
    type: "file",
    id: `file-${i}`,
    class: "unseen",
    multiple: true,
    "aria-label": `${LABELS[i]}: ${label}`,
    onchange: () => choose([...(input.files ?? [])], i),
  });
  const remove = () => {
    places[i] = null;
    failure = "";
    drawFiles();
  };
  return el(
    "div",
    { class: `place ${file?.phase ?? "free"}`, id: `place-${i}` },
    el("span", { class: "title" }, LABELS[i]),
    el("span", { class: "files" }, file?.name),
    file !== null && el("span", { class: "done" }, stateOf(file)),
    el(
      "span",
      { class: "choose" },
      el("label", { class: "button" }, input, label),
      file !== null && el("button", { type: "button", class: "quiet", "aria-label": `Remove ${file.name}`, onclick: remove }, "Remove"),
    ),
  );
}

/** Draws the places for files. The lists and buttons below them stay. */
function drawFiles() {
  const { uploads, hint, problem } = verdict(places);
  const swap = () => {
    places = [places[1], places[0]];
    drawFiles();
  };
  const isFree = places.every((file) => file === null);
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
    el("p", { class: "invitation" }, "Drop your files here"),
    el(
      "div",
      { class: "places" },
      placeOf(0),
      el(
        "button",
        { type: "button", id: "swap", class: "tool", disabled: isFree, "aria-label": "Swap source and target", title: "Swap", onclick: swap },
        "⇄",
      ),
      placeOf(1),
    ),
    el("p", { class: "verdict bad", role: "alert", hidden: !(failure || problem) }, failure || problem),
    el("p", { class: "verdict", hidden: !hint }, hint),
    open,
  );
  if (hadFocus) {
    document.getElementById(hadFocus)?.focus({ preventScroll: true });
  }
}

/**
 * Returns the progress of a document.
 *
 * @param {DocumentLine} of
 * @returns {{ text: string, share: number | null }}
 */
function progress({ state, all, confirmed, opening }) {
  if (opening === "failed") {
    return { text: "cannot be opened", share: null };
  }
  if (opening !== null && opening !== "open") {
    return { text: opening, share: null };
  }
  if (!all) {
    return { text: state === "new" ? "not started" : "started", share: null };
  }
  return { text: `${confirmed} of ${all} confirmed`, share: (confirmed ?? 0) / all };
}

/**
 * Returns the name of a file without its folder. duiqi chose the folder of files that the user chose here.
 *
 * @param {string | null} path
 */
const fileName = (path) => path?.replace(/^.*[/\\]/, "");

/** @param {number} changed */
const when = (changed) => new Date(changed).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });

/** @param {DocumentLine} of */
function entry(of) {
  const done = el("span", { class: "done" });
  const bar = el("progress", { "aria-label": "confirmed" });
  const draw = (/** @type {DocumentLine} */ known) => {
    const { text, share } = progress(known);
    done.textContent = text;
    bar.hidden = share === null;
    bar.value = share ?? 0;
  };
  draw(of);
  if (of.state === "begun") {
    // The server reads the log of a review that is not open, which takes a moment.
    get(`documents/${of.id}/progress`).then((known) => draw({ ...of, ...known }), console.info);
  }
  const files = [...new Set([of.source, of.target].map(fileName))].filter(Boolean).join(" – ") || fileName(of.memory);
  const paths = [...new Set([of.source, of.target, of.memory])].filter(Boolean).join("\n");
  const button = el(
    "button",
    { type: "button", class: "document" },
    el("span", { class: "title" }, of.name),
    el("span", { class: "files", title: paths }, of.changed == null ? files : `${files} · ${when(of.changed)}`),
    done,
    bar,
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
    el("h1", {}, "duiqi"),
    ...(recent.length > 0 ? [el("h2", {}, chosen ? "Texts to review" : "Recent work"), el("ul", {}, recent.map(entry))] : []),
    el("h2", {}, recent.length > 0 ? "New work" : "Align texts"),
    area,
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
