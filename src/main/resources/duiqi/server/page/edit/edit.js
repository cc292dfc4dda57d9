// Edits sentences in their rows. The editor stays open until the server has saved the text.

import { say, warn } from "../dom/announce.js";
import { showText } from "../dom/dialogs.js";
import { el } from "../dom/dom.js";
import { isMac } from "../dom/keys.js";
import { cellId, current } from "../rows/editor.js";
import { list } from "../rows/list.js";
import { addMarks } from "../rows/text.js";
import { add, cut, write } from "../server/operations.js";
import { inTurn } from "../server/sync.js";
import { invisibleMarks, listInvisible } from "../state/invisible.js";
import { languageName, model } from "../state/model.js";

/** @import { Row, RowElement, Sentence } from "../state/types.js" */

/** @typedef {NonNullable<typeof current.editor>} OpenEditor */

export function startEditing() {
  addMarks(({ text }) => invisibleMarks(text));
  window.addEventListener("beforeunload", (event) => {
    if (current.editor !== null && current.editor.field.value !== current.editor.original) {
      event.preventDefault();
    }
  });
  list.addEventListener("drawn", () => {
    if (current.editor?.field.isConnected && document.activeElement === document.body) {
      // The row was rebuilt around the editor, which removed the focus.
      current.editor.field.focus({ preventScroll: true });
    }
  });
  model.on("rows", () => {
    const open = current.editor;
    // During the own step, the editor stays open until the step is done.
    if (open === null || !model.loaded || open.field.readOnly) {
      return;
    }
    /** @param {Sentence} sentence */
    const isThere = ({ id }) => id === open.id;
    const side = open.missing?.side;
    const isIn = (/** @type {Row} */ row) =>
      side ? row[side].length === 0 && cellId(row, side) === open.id : row.source.some(isThere) || row.target.some(isThere);
    const row = model.rows.find(isIn);
    const now = row === undefined ? undefined : [...row.source, ...row.target].find(isThere)?.text;
    if (now !== undefined && open.field.value === open.original) {
      // The user has typed nothing yet.
      open.original = now;
      open.field.value = now;
    }
    if (row === undefined) {
      close();
      if (open.field.value !== open.original) {
        showText("The sentence no longer exists", "It was changed elsewhere. You typed this text:", open.field.value);
      }
    }
  });
}

/** Opens an editor for the sentence at the cursor, or for a missing sentence in an empty cell. */
export function openEditor() {
  const { row, sentence } = model;
  const { side } = model.cursor;
  const id = sentence?.id ?? cellId(row, side);
  const original = sentence?.text ?? "";
  if (current.editor?.id === id) {
    current.editor.field.focus();
    return;
  }
  if (current.editor !== null && current.editor.field.value !== current.editor.original) {
    warn("another sentence is being edited", "Save or cancel that one first");
    current.editor.field.focus();
    return;
  }
  close();
  const field = el("textarea", {
    rows: 1,
    spellcheck: "true",
    dir: "auto",
    "aria-label": sentence ? "Text of the sentence" : `Text of the missing ${languageName(side)} sentence`,
  });
  field.value = original;
  /** @param {string} text */
  const key = (text) => el("kbd", {}, text);
  /** @type {(label: string, keys: string, run: () => void, className?: string) => HTMLElement} */
  const button = (label, keys, run, className = "") => el("button", { type: "button", class: className, onclick: run }, label, key(keys));
  const box = el(
    "div",
    { class: "editor", "data-sentence": sentence?.id ?? false },
    field,
    el("div", { class: "invisible-list", role: "status" }),
    el(
      "div",
      { class: "buttons" },
      button("Save", isMac ? "↩" : "Enter", keep, "primary"),
      sentence && button("Split here", isMac ? "⌥↩" : "Alt+Enter", cutHere),
      button("Cancel", "Esc", cancel),
    ),
  );
  current.editor = { id, missing: sentence ? null : { side, bead: row.bead }, original, box, field };
  field.addEventListener("input", grow);
  field.addEventListener("keydown", typed);
  redraw();
  // Draws immediately: keys before the next frame must be text, not commands.
  list.flush();
  grow();
  field.focus({ preventScroll: true });
  field.setSelectionRange(field.value.length, field.value.length);
  list.reveal(model.cursor.row);
}

/** @param {KeyboardEvent} event */
function typed(event) {
  event.stopPropagation();
  // During composition, the input method handles Enter and Escape.
  if (event.isComposing || event.keyCode === 229) {
    return;
  }
  if (event.key === "Escape") {
    event.preventDefault();
    cancel();
  } else if (event.key === "Enter" && event.altKey) {
    event.preventDefault();
    cutHere();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || !event.shiftKey)) {
    event.preventDefault();
    keep();
  }
}

function grow() {
  if (current.editor === null) {
    return;
  }
  const { field, box } = current.editor;
  const invisible = listInvisible(field.value);
  box.children[1].textContent = invisible === "" ? "" : `Invisible characters: ${invisible}`;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
  /** @type {RowElement | null} */
  const element = field.closest(".row");
  if (element) {
    list.remeasure(element.row);
  }
}

function keep() {
  const open = current.editor;
  if (open === null) {
    return;
  }
  inTurn(async () => {
    const text = open.field.value;
    const { missing } = open;
    const send = () => (missing ? add(missing.side, missing.bead, text) : write(open.id, open.original, text));
    if (text === open.original || (await storing(open, send))) {
      finish(open);
    }
  });
}

function cutHere() {
  const open = current.editor;
  if (open === null || open.missing) {
    return;
  }
  inTurn(async () => {
    const text = open.field.value;
    const at = open.field.selectionStart;
    if (text.slice(0, at).trim() === "" || text.slice(at).trim() === "") {
      warn("one part would be empty", "Put the caret where the second sentence begins");
      return;
    }
    if (text !== open.original && !(await storing(open, () => write(open.id, open.original, text)))) {
      return;
    }
    open.original = text;
    if (await storing(open, () => cut(open.id, text, at))) {
      finish(open);
    }
  });
}

/**
 * Sends a changed text. Returns whether this succeeded.
 *
 * @param {OpenEditor} open
 * @param {() => Promise<boolean>} send
 */
async function storing(open, send) {
  if (!model.canEdit) {
    warn("cannot save the text now", "Your text stays here; try again when duiqi responds");
    return false;
  }
  open.field.readOnly = true;
  const isDone = await send();
  open.field.readOnly = false;
  return isDone;
}

/** @param {OpenEditor} open */
function finish(open) {
  if (current.editor === open) {
    close();
    redraw();
    list.scroller.focus({ preventScroll: true });
  }
}

function cancel() {
  const open = current.editor;
  if (open === null) {
    return;
  }
  if (open.field.value !== open.original) {
    say("The text is unchanged");
  }
  finish(open);
}

function close() {
  /** @type {RowElement | null | undefined} */
  const element = current.editor?.box.closest(".row");
  current.editor = null;
  if (element) {
    list.forget(element.row);
  }
}

function redraw() {
  list.forget(model.row);
  list.rebuild();
}
