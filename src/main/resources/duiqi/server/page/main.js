// Starts the page: reads the token, shows the document or the list of documents, and handles keys.

import { sentence, warn } from "./dom/announce.js";
import { showInstead } from "./dom/dialogs.js";
import { byId, isTyping } from "./dom/dom.js";
import { isStroke } from "./dom/keys.js";
import { applyTheme, onTheme } from "./dom/theme.js";
import { ACTIONS, perform } from "./edit/actions.js";
import { startMouse } from "./edit/drag.js";
import { startEditing } from "./edit/edit.js";
import { startFind } from "./edit/find.js";
import { startGlossary } from "./edit/glossary.js";
import { startReplace } from "./edit/replace.js";
import { startRunnerUp } from "./edit/runnerUp.js";
import { startBars } from "./frame/bar.js";
import { beginHint, startHint } from "./frame/hint.js";
import { startProgress } from "./frame/progress.js";
import { forgetFiles, returnToStart, showStart, startPage } from "./frame/start.js";
import { isEditing } from "./rows/editor.js";
import { redrawHeat, startHeat } from "./rows/heat.js";
import { list } from "./rows/list.js";
import { startRibbons } from "./rows/ribbons.js";
import { startWords } from "./rows/words.js";
import { get, Refusal, takeToken } from "./server/api.js";
import { followSaves } from "./server/files.js";
import { leave, open } from "./server/sync.js";
import { model } from "./state/model.js";

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

/** @param {string} id */
async function openDocument(id) {
  byId("documents").hidden = true;
  byId("app").hidden = false;
  beginHint();
  list.scroller.focus({ preventScroll: true });
  try {
    await open(id);
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
  list.scroller.focus({ preventScroll: true });
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
  startReplace();
  startGlossary();
  startRunnerUp();
  startMouse();
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
  model.on("stopped", leave);
  model.on("waiting", (waiting) => (model.waiting = waiting));
  startPage((id) => guarded(() => openDocument(id)));
  byId("back").addEventListener("click", () =>
    guarded(() => {
      leave();
      return returnToStart();
    }),
  );
  // A new URL of the same server differs only in its fragment, which does not reload the page.
  window.addEventListener("hashchange", () => location.hash.includes("token=") && location.reload());
  if (!takeToken()) {
    showInstead("This page has no access", "The URL has no token.", HOW);
    return;
  }
  await guarded(async () => {
    const answer = await get("documents");
    if (answer.chosen && answer.documents.length === 1) {
      await openDocument(answer.documents[0].id);
    } else {
      showStart(answer);
    }
  });
}

start();
