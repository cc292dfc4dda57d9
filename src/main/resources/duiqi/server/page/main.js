// Begins the page: takes the token, shows the document (or the list of them), and listens to the keys.

import { ACTIONS, perform } from "./actions.js";
import { sentence, warn } from "./announce.js";
import { get, Refusal, takeToken } from "./api.js";
import { startBars } from "./bar.js";
import { showInstead } from "./dialogs.js";
import { byId, el, isTyping } from "./dom.js";
import { startMouse } from "./drag.js";
import { startEditing } from "./edit.js";
import { isEditing } from "./editor.js";
import { startFind } from "./find.js";
import { startGlossary } from "./glossary.js";
import { redrawHeat, startHeat } from "./heat.js";
import { beginHint, startHint } from "./hint.js";
import { isStroke } from "./keys.js";
import { list } from "./list.js";
import { model } from "./model.js";
import { startRibbons } from "./ribbons.js";
import { leave, open } from "./sync.js";
import { applyTheme, onTheme } from "./theme.js";

const AGAIN = "Open the address that “duiqi review” printed, with all that follows the #. This page can be closed.";
const HOW = "Start “duiqi review” and open the address that it prints, with all that follows the #.";

function typedKey(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || byId("dialog").open || model.document === null) {
    return;
  }
  const action = ACTIONS.find(({ keys }) => keys.some((key) => isStroke(event, key)));
  if (!action) {
    return;
  }
  const isGlobal = action.keys.some((key) => key.startsWith("Mod+") && isStroke(event, key));
  if (isTyping(event.target)) {
    // Undo while typing is that of the field.
    if (!isGlobal || action.id === "undo" || action.id === "redo") {
      return;
    }
  } else if (event.target instanceof Element && event.target.closest("button, a, summary") && (event.key === "Enter" || event.key === " ")) {
    return;
  }
  event.preventDefault();
  if (event.repeat && action.edits && action.id !== "undo" && action.id !== "redo") {
    // A key that is held down for too long must not confirm a page.
    return;
  }
  perform(action.id);
}

async function openDocument(id, several) {
  byId("documents").hidden = true;
  byId("app").hidden = false;
  // Two texts that are opened for the first time are aligned first, which takes a while.
  byId("empty").textContent = "Opening the texts. Those that are new are aligned first …";
  byId("empty").hidden = false;
  byId("back").hidden = !several;
  beginHint();
  await open(id);
  list.scroller.focus({ preventScroll: true });
}

/** How far a text is; one that is not open yet has not been counted. */
function progress({ state, rows, confirmed }) {
  if (rows == null) {
    return state === "new" ? "not begun" : "begun";
  }
  return `${confirmed} of ${rows} confirmed`;
}

function showDocuments({ documents, program }) {
  byId("app").hidden = true;
  const items = documents.map((of) => {
    const done = of.rows ? Math.round((100 * of.confirmed) / of.rows) : 0;
    const button = el(
      "button",
      { type: "button", class: "document" },
      el("span", { class: "title" }, of.name),
      el("span", { class: "files", title: of.memory }, [of.source, of.target].filter(Boolean).join(" – ") || of.memory),
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

async function guarded(task) {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      console.error(error);
      warn("something went wrong in this page", "Reload it; nothing that was kept is lost");
    } else if (error.status === 401) {
      locked();
    } else if (error.status === 0) {
      showInstead("The program is not running", "All you did is on disk.", HOW);
    } else {
      showInstead("That did not work", sentence(error.message), sentence(error.remedy));
    }
  }
}

function locked() {
  if (model.document === null) {
    showInstead("This page has no access", "Its address lacks the token, or the program was started anew.", HOW);
  } else if (isEditing()) {
    // What is being typed must stay to be copied.
    model.setOnline(false);
    warn("the program was started anew, and this page may not speak to it", "Copy what you are typing, then open the address that it printed");
  } else {
    showInstead("The program was started anew", "All you did is on disk, but this page has no access to the new one.", AGAIN);
  }
}

async function start() {
  list.start();
  startRibbons();
  startHeat();
  startEditing();
  startFind();
  startGlossary();
  startMouse();
  startBars();
  startHint();
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
  // A new address of the same server, put into this tab, differs in its fragment alone: nothing else would load it.
  window.addEventListener("hashchange", () => location.hash.includes("token=") && location.reload());
  if (!takeToken()) {
    showInstead("This page has no access", "Its address lacks the token that only the program knows.", HOW);
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
