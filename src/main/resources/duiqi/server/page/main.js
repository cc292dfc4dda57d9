// Starts the page: reads the token, shows the document or the list of documents, and handles keys.

import { sentence, warn } from "./dom/announce.js";
import { showInstead } from "./dom/dialogs.js";
import { byId, el, isTyping } from "./dom/dom.js";
import { isStroke } from "./dom/keys.js";
import { applyTheme, onTheme } from "./dom/theme.js";
import { ACTIONS, perform } from "./edit/actions.js";
import { startMouse } from "./edit/drag.js";
import { startEditing } from "./edit/edit.js";
import { startFind } from "./edit/find.js";
import { startGlossary } from "./edit/glossary.js";
import { startRunnerUp } from "./edit/runnerUp.js";
import { startBars } from "./frame/bar.js";
import { beginHint, startHint } from "./frame/hint.js";
import { isEditing } from "./rows/editor.js";
import { redrawHeat, startHeat } from "./rows/heat.js";
import { list } from "./rows/list.js";
import { startRibbons } from "./rows/ribbons.js";
import { startWords } from "./rows/words.js";
import { get, Refusal, takeToken } from "./server/api.js";
import { followSaves } from "./server/files.js";
import { leave, open } from "./server/sync.js";
import { model } from "./state/model.js";

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
 */

const AGAIN = "Open the URL that “duiqi review” printed, including the part after #. You can close this page.";
const HOW = "Start “duiqi review” and open the URL that it prints, including the part after #.";

/** @param {KeyboardEvent} event */
function typedKey(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || byId("dialog", HTMLDialogElement).open || model.document === null) {
    return;
  }
  const action = ACTIONS.find(({ keys }) => keys.some((key) => isStroke(event, key)));
  if (!action) {
    return;
  }
  const isGlobal = action.keys.some((key) => key.startsWith("Mod+") && isStroke(event, key));
  if (isTyping(event.target)) {
    // While the user types in a field, undo applies to the field.
    if (!isGlobal || action.id === "undo" || action.id === "redo") {
      return;
    }
  } else if (event.target instanceof Element && event.target.closest("button, a, summary") && (event.key === "Enter" || event.key === " ")) {
    return;
  }
  event.preventDefault();
  if (event.repeat && action.edits && action.id !== "undo" && action.id !== "redo") {
    // A key held down too long must not confirm many pairs.
    return;
  }
  perform(action.id);
}

/**
 * @param {string} id
 * @param {boolean} several true if there are other documents
 */
async function openDocument(id, several) {
  byId("documents").hidden = true;
  byId("app").hidden = false;
  // duiqi aligns texts when they are opened for the first time, which takes some time.
  byId("empty").textContent = "Opening the texts. duiqi aligns new texts first …";
  byId("empty").hidden = false;
  byId("back").hidden = !several;
  beginHint();
  await open(id);
  list.scroller.focus({ preventScroll: true });
}

/**
 * Returns the progress of a document.
 *
 * @param {DocumentLine} of
 */
function progress({ state, rows, confirmed }) {
  if (rows == null) {
    return state === "new" ? "not started" : "started";
  }
  return `${confirmed} of ${rows} confirmed`;
}

/** @param {{ documents: DocumentLine[], program: string }} answer */
function showDocuments({ documents, program }) {
  byId("app").hidden = true;
  const items = documents.map((of) => {
    const done = of.rows ? Math.round((100 * (of.confirmed ?? 0)) / of.rows) : 0;
    const button = el(
      "button",
      { type: "button", class: "document" },
      el("span", { class: "title" }, of.name),
      el("span", { class: "files", title: of.memory }, [...new Set([of.source, of.target])].filter(Boolean).join(" – ") || of.memory),
      el("span", { class: "done" }, progress(of)),
      of.rows != null && el("progress", { max: 100, value: done, "aria-label": "confirmed" }),
    );
    button.addEventListener("click", () => guarded(() => openDocument(of.id, true)));
    return el("li", {}, button);
  });
  byId("documents").replaceChildren(el("h1", {}, "Texts to review"), el("ul", {}, items), el("p", { class: "program" }, `duiqi ${program}`));
  byId("documents").hidden = false;
  document.title = "duiqi – texts to review";
}

/** @param {() => unknown} task */
async function guarded(task) {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      console.error(error);
      warn("internal error in this page", "Reload the page; all your changes are on disk");
    } else if (error.status === 401) {
      locked();
    } else if (error.status === 0) {
      showInstead("duiqi is not running", "All your changes are on disk.", HOW);
    } else {
      showInstead("Error", sentence(error.message), sentence(error.remedy));
    }
  }
}

function locked() {
  if (model.document === null) {
    showInstead("This page has no access", "The URL has no token, or duiqi was restarted.", HOW);
  } else if (isEditing()) {
    // The typed text must stay visible, so that the user can copy it.
    model.setOnline(false);
    warn("duiqi was restarted, and this page has no access", "Copy your text, then open the new URL that duiqi printed");
  } else {
    showInstead("duiqi was restarted", "All your changes are on disk, but this page has no access.", AGAIN);
  }
}

async function start() {
  list.start();
  startRibbons();
  startHeat();
  startWords();
  startEditing();
  startFind();
  startGlossary();
  startRunnerUp();
  startMouse();
  startBars();
  startHint();
  followSaves();
  onTheme(() => {
    redrawHeat();
    list.draw();
  });
  applyTheme();
  document.addEventListener("keydown", typedKey);
  model.on("locked", locked);
  model.on("stopped", leave);
  model.on("waiting", (waiting) => (model.waiting = waiting));
  byId("back").addEventListener("click", () => guarded(async () => showDocuments(await get("documents"))));
  // A new URL of the same server differs only in its fragment, which does not reload the page.
  window.addEventListener("hashchange", () => location.hash.includes("token=") && location.reload());
  if (!takeToken()) {
    showInstead("This page has no access", "The URL has no token.", HOW);
    return;
  }
  await guarded(async () => {
    const answer = await get("documents");
    if (answer.documents.length === 1) {
      await openDocument(answer.documents[0].id, false);
    } else {
      showDocuments(answer);
    }
  });
}

start();
