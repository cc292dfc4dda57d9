// The menu of a pair: the actions that are possible for the pair and the sentence under the pointer or at the cursor.

import { byId, el } from "../dom/dom.js";
import { openMenuAt, prepareMenu } from "../dom/menu.js";
import { actionOf, isPossible } from "../edit/actions.js";
import { positionOf } from "../edit/drag.js";
import { list } from "../rows/list.js";
import { model } from "../state/model.js";
import { entry } from "./buttons.js";

const GROUPS = [
  ["confirm", "unconfirm", "edit", "note", "mark"],
  ["take", "apply", "ignore"],
  ["merge", "merge-up", "split", "up", "down", "swap"],
  ["detach", "unpaired", "unlink", "pick", "link", "link-only"],
  ["delete", "palette"],
];
/** Time in milliseconds after which a finger opens the menu. Some browsers open it by themselves. */
const LONG = 550;
/** Distance in pixels from which a finger scrolls. */
const STILL = 10;

const menu = () => byId("row-menu");

export function startRowMenu() {
  const groups = GROUPS.map((ids) => {
    const entries = ids.map((id) => ({ action: actionOf(id), element: entry(actionOf(id)) }));
    const group = el(
      "div",
      { role: "group" },
      entries.map(({ element }) => element),
    );
    return { group, entries };
  });
  menu().append(...groups.map(({ group }) => group));
  prepareMenu(menu());
  menu().addEventListener("beforetoggle", () => {
    for (const { group, entries } of groups) {
      for (const { action, element } of entries) {
        element.hidden = !isPossible(action);
        element.disabled = element.hidden;
      }
      group.hidden = entries.every(({ element }) => element.hidden);
    }
  });
  menu().addEventListener("contextmenu", (event) => event.preventDefault());
  let isSelected = false;
  // A right click on a Mac selects the word under the pointer, so the selection before the click counts.
  list.scroller.addEventListener("pointerdown", () => (isSelected = getSelection()?.isCollapsed === false));
  list.scroller.addEventListener("contextmenu", (event) => {
    const target = /** @type {Element} */ (event.target);
    // Over a text field or selected words, the menu of the browser copies and spells.
    if (!target.closest("textarea") && !(isSelected && target.closest(".row")) && model.rows.length > 0) {
      event.preventDefault();
      open(target, event.clientX, event.clientY);
    }
  });
  list.scroller.addEventListener("pointerdown", waitForLongPress);
}

/** @param {PointerEvent} event */
function waitForLongPress({ target, pointerType, clientX, clientY }) {
  if (pointerType !== "touch" || !(target instanceof Element) || target.closest("textarea, .grip, .port")) {
    return;
  }
  const ended = new AbortController();
  const stop = () => ended.abort();
  const timer = setTimeout(() => {
    open(target, clientX, clientY);
    // When the finger leaves the screen, it must not click the entry that is now below it.
    target.addEventListener("touchend", (event) => event.preventDefault(), { once: true, passive: false });
  }, LONG);
  ended.signal.addEventListener("abort", () => clearTimeout(timer));
  for (const event of ["pointerup", "pointercancel", "contextmenu"]) {
    document.addEventListener(event, stop, { signal: ended.signal });
  }
  document.addEventListener("pointermove", (now) => Math.hypot(now.clientX - clientX, now.clientY - clientY) > STILL && stop(), {
    signal: ended.signal,
  });
}

/**
 * Opens the menu for the pair at an element, and moves the cursor there; outside the rows, for the pair at the cursor.
 *
 * @param {Element} target
 * @param {number} x
 * @param {number} y
 */
function open(target, x, y) {
  const position = positionOf(target);
  if (position !== null) {
    if (!model.selection.includes(position.row) || model.selection.length === 1) {
      model.moveTo(position);
    }
    openMenuAt(menu(), x, y);
    return;
  }
  list.reveal(model.cursor.row);
  list.flush();
  const here = list.elements.get(model.row)?.querySelector(".sentence.here, .cell.here")?.getBoundingClientRect();
  openMenuAt(menu(), here?.left ?? x, here?.bottom ?? y);
}
