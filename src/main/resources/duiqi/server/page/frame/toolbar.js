// The toolbar with the actions for a pair, in one line. If there is not enough room, the rarest actions move to a menu.

import { byId, icon } from "../dom/dom.js";
import { startMenu } from "../dom/menu.js";

/** @import { Action } from "../state/types.js" */

/** Actions in the order in which they move to the menu, after those that are not in this list. */
const RAREST = ["mark", "unlink", "note", "detach", "swap", "unpaired", "down", "up", "split", "merge", "link-only", "link", "edit"];
/** Width of the text about the pair next to the actions, in pixels. */
const CONTEXT = 230;
const NARROW = 760;
/** @type {Record<string, number | undefined>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * An action with its button in the toolbar and its twin in the menu.
 *
 * @typedef {{ action: Action, button: HTMLButtonElement, twin: HTMLButtonElement }} Entry
 */

/** @type {Entry[]} */
let entries = [];
let fitted = "";

/**
 * Starts the toolbar.
 *
 * @param {Entry[]} all
 */
export function startToolbar(all) {
  entries = all;
  byId("overflow").append(icon("more"));
  byId("actions").append(...entries.map(({ button }) => button));
  byId("overflow-menu").append(...entries.map(({ twin }) => twin));
  startMenu(byId("overflow"), byId("overflow-menu"));
  entries.forEach(({ button }, i) => (button.tabIndex = i === 0 ? 0 : -1));
  byId("actions").addEventListener("keydown", moveFocus);
  new ResizeObserver(() => fitToolbar(true)).observe(byId("bottom"));
  document.fonts?.ready.then(() => fitToolbar(true));
}

/**
 * Arrow keys move within the toolbar, so that it is a single Tab stop.
 *
 * @param {KeyboardEvent} event
 */
function moveFocus(event) {
  const by = STEPS[event.key];
  const possible = entries.map(({ button }) => button).filter((button) => !button.disabled && !button.hidden);
  const at = possible.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  if (by && at >= 0) {
    event.preventDefault();
    event.stopPropagation();
    const next = possible[(at + by + possible.length) % possible.length];
    entries.forEach(({ button }) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }
}

/** Distributes the actions between toolbar and menu. Temporary actions count only while they are possible. */
export function fitToolbar(isForced = false) {
  const offered = entries.filter(({ action }) => !action.isTemporary || action.when());
  const state = offered.map(({ action }) => action.id).join(" ");
  if (!isForced && state === fitted) {
    return;
  }
  fitted = state;
  const bar = byId("actions");
  const width = byId("bottom").clientWidth;
  const limit = width - 42 - (width < NARROW ? 0 : CONTEXT);
  const overflow = byId("overflow");
  entries.forEach(({ action, button, twin }) => {
    button.hidden = !offered.some((entry) => entry.action === action);
    twin.hidden = true;
  });
  overflow.hidden = true;
  bar.classList.remove("compact");
  bar.classList.toggle("compact", bar.offsetWidth > limit);
  const rank = (/** @type {Entry} */ { action }) => RAREST.indexOf(action.id);
  const rarest = offered.filter(({ action }) => !action.primary).sort((a, b) => rank(a) - rank(b));
  for (const rare of rarest) {
    if (bar.offsetWidth + (overflow.hidden ? 0 : overflow.offsetWidth + 6) > limit) {
      rare.button.hidden = true;
      rare.twin.hidden = false;
      overflow.hidden = false;
    }
  }
}
