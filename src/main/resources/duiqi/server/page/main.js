// Starts the page: reads the token, shows the document or the list of documents, and handles keys.

import { sentence, warn } from "./dom/announce.js";
import { showInstead } from "./dom/dialogs.js";
import { byId, isTyping } from "./dom/dom.js";
import { isStroke } from "./dom/keys.js";
import { applyTheme, onTheme } from "./dom/theme.js";
import { ACTIONS, perform } from "./edit/actions.js";
import { startAlternative } from "./edit/alternative.js";
import { startMouse } from "./edit/drag.js";
import { startEditing } from "./edit/edit.js";
import { startFind } from "./edit/find.js";
import { startGlossary } from "./edit/glossary.js";
import { startReplace } from "./edit/replace.js";
import { startVariants } from "./edit/variants.js";
import { startBars } from "./frame/bar.js";
import { askForAccess, startConnecting } from "./frame/connect.js";
import { beginHint, startHint } from "./frame/hint.js";
import { enter, restorePlace, startPlaces } from "./frame/place.js";
import { startProgress } from "./frame/progress.js";
import { startRowMenu } from "./frame/rowMenu.js";
import { forgetFiles, returnToStart, showStart, startPage } from "./frame/start.js";
import { isEditing } from "./rows/editor.js";
import { redrawHeat, startHeat } from "./rows/heat.js";
import { list } from "./rows/list.js";
import { startPreview } from "./rows/preview.js";
import { startRibbons } from "./rows/ribbons.js";
import { startWords } from "./rows/words.js";
import { get, Refusal } from "./server/api.js";
import { followSaves } from "./server/files.js";
import { startPresence } from "./server/presence.js";
import { leave, open } from "./server/sync.js";
import { addressIn } from "./state/address.js";
import { model } from "./state/model.js";

const HOW = "Start “duiqi review” and open the URL that it prints, including the part after #.";

/** @param {KeyboardEvent} event */
function typedKey(event) {
  if (
    event.defaultPrevented ||
    event.isComposing ||
    event.keyCode === 229 ||
    byId("dialog", HTMLDialogElement).open ||
    model.document === null ||
    byId("app").hidden
  ) {
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
 * @param {number | null} row number of the row to show, from 1; null for the place of the last visit
 * @param {boolean} isFirst true if the address of the document is already the current one, or if the page has just started
 */
async function openDocument(id, row = null, isFirst = false) {
  byId("documents").hidden = true;
  byId("instead").hidden = true;
  byId("app").hidden = false;
  beginHint();
  if (!isEditing()) {
    list.scroller.focus({ preventScroll: true });
  }
  let isKept = false;
  try {
    isKept = await open(id);
  } catch (error) {
    if (error instanceof Refusal && error.status >= 400 && error.status !== 401) {
      await returnToStart(error);
      return;
    }
    if (error instanceof DOMException && error.name === "AbortError") {
      // The user has opened another document in the meantime.
      return;
    }
    throw error;
  }
  forgetFiles();
  enter(model.opened.name, isFirst);
  if (isKept) {
    list.reveal(model.cursor.row, "centre");
  } else {
    restorePlace(row);
  }
}

/**
 * Shows what the address of the page names: a row of a document, or the list of documents.
 *
 * @param {boolean} isFirst true if the page has just started or has access again
 */
async function route(isFirst) {
  const address = addressIn(location.hash);
  if (address !== null && !isFirst && !byId("app").hidden && model.document?.name === address.name) {
    restorePlace(address.row);
    return;
  }
  /** @type {import("./frame/start.js").DocumentList} */
  const answer = await get("documents");
  const only = answer.chosen && answer.documents.length === 1 ? answer.documents[0] : undefined;
  const wanted = address === null ? isFirst && only : answer.documents.find(({ name }) => name === address.name);
  if (wanted) {
    await openDocument(wanted.id, address?.row, true);
    return;
  }
  leave();
  const problem = address === null ? null : { problem: `the document ${address.name} does not exist`, remedy: "choose another one" };
  showStart(answer, problem && new Refusal(404, problem));
}

const goOn = () => guarded(() => route(true));

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
  leave();
  askForAccess(model.document === null ? "This page has no access" : "duiqi was restarted, and this page has no access");
}

async function start() {
  list.start();
  startRibbons();
  startPreview();
  startHeat();
  startWords();
  startEditing();
  startFind();
  startReplace();
  startGlossary();
  startVariants();
  startAlternative();
  startMouse();
  // The bars label the entries of all menus.
  startRowMenu();
  startBars();
  startProgress();
  startHint();
  followSaves();
  onTheme(() => {
    redrawHeat();
    list.draw();
  });
  applyTheme();
  document.addEventListener("keydown", typedKey);
  model.on("locked", locked);
  model.on("gone", goOn);
  model.on("stopped", leave);
  model.on("waiting", (waiting) => (model.waiting = waiting));
  startPage((id) => guarded(() => openDocument(id)));
  byId("back").addEventListener("click", () => {
    history.pushState(null, "", "#/");
    guarded(() => route(false));
  });
  window.addEventListener("hashchange", () => {
    // A new URL of the same server differs only in its fragment, which does not reload the page.
    location.hash.includes("token=") ? location.reload() : guarded(() => route(false));
  });
  startPlaces();
  startPresence();
  if (startConnecting(goOn)) {
    await goOn();
  } else {
    locked();
  }
}

start();
