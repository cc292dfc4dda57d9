// Menus that open from a button or at a point, with mouse and keyboard. The browser shows them as popovers: a click elsewhere and Escape close them,
// and the focus returns to where it was.

import { byId } from "./dom.js";

/** @type {HTMLElement[]} */
const menus = [];
/** Distance from the button in pixels. */
const GAP = 4;

/**
 * Completes a menu that opens from a button, which names it in "popovertarget".
 *
 * @param {HTMLElement} button
 * @param {HTMLElement} menu
 */
export function startMenu(button, menu) {
  prepareMenu(menu);
  menu.addEventListener("beforetoggle", (event) => {
    const opens = /** @type {ToggleEvent} */ (event).newState === "open";
    button.setAttribute("aria-expanded", String(opens));
    if (opens) {
      place(button, menu);
      const [first] = possible(menu);
      // The browser focuses this entry when it shows the menu.
      entriesOf(menu).forEach((entry) => (entry.autofocus = entry === first));
    }
  });
  window.addEventListener("resize", () => place(button, menu));
}

/**
 * Opens a prepared menu at a point of the window. The menu is a manual popover.
 *
 * @param {HTMLElement} menu
 * @param {number} x
 * @param {number} y
 */
export function openMenuAt(menu, x, y) {
  menu.hidePopover();
  menu.showPopover();
  placeAt(menu, x, y);
  possible(menu)[0]?.focus();
  const closed = new AbortController();
  const { signal } = closed;
  window.addEventListener("resize", () => placeAt(menu, x, y), { signal });
  // The browser would close the menu when the finger that opened it leaves the screen.
  document.addEventListener("pointerdown", ({ target }) => !(target instanceof Node && menu.contains(target)) && menu.hidePopover(), { signal });
  menu.addEventListener("beforetoggle", () => closed.abort(), { once: true });
}

/**
 * Places a menu below a point, or above it if there is not enough room.
 *
 * @param {HTMLElement} menu
 * @param {number} x
 * @param {number} y
 */
function placeAt(menu, x, y) {
  menu.style.inset = "0 auto auto 0";
  menu.style.maxHeight = `${innerHeight - 2 * GAP}px`;
  const end = innerHeight - menu.offsetHeight - GAP;
  menu.style.top = `${Math.max(GAP, y <= end ? y : Math.min(y - menu.offsetHeight, end))}px`;
  menu.style.left = `${Math.max(GAP, Math.min(x, innerWidth - menu.offsetWidth - GAP))}px`;
}

/**
 * Prepares a menu of entries with a role. Arrow keys, Home and End move within it, and Tab leaves it.
 *
 * @param {HTMLElement} menu
 */
export function prepareMenu(menu) {
  menus.push(menu);
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Tab" || event.key === "Escape") {
      // The focus returns to the button or to the texts, and the browser moves it on from there after Tab.
      menu.hidePopover();
      leave(menu);
      event.stopPropagation();
    } else if (!event.ctrlKey && !event.metaKey) {
      // Keys in a menu are no commands for the texts.
      event.stopPropagation();
      move(event, possible(menu));
    }
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLButtonElement[]} entries
 */
function move(event, entries) {
  const at = entries.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  /** @type {Record<string, number | undefined>} */
  const goals = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 };
  const goal = goals[event.key];
  if (goal !== undefined) {
    event.preventDefault();
    entries.at(goal % entries.length)?.focus();
  }
}

/**
 * Places a menu above or below its button, where there is more room.
 *
 * @param {HTMLElement} button
 * @param {HTMLElement} menu
 */
function place(button, menu) {
  const box = button.getBoundingClientRect();
  const isBelow = box.top + box.bottom < innerHeight;
  const room = (isBelow ? innerHeight - box.bottom : box.top) - 2 * GAP;
  menu.style.inset = isBelow ? `${box.bottom + GAP}px 10px auto auto` : `auto 10px ${innerHeight - box.top + GAP}px auto`;
  menu.style.maxHeight = `${room}px`;
}

/** @param {HTMLElement} menu */
const entriesOf = (menu) => /** @type {NodeListOf<HTMLButtonElement>} */ (menu.querySelectorAll("button"));

/** @param {HTMLElement} menu */
const possible = (menu) => [...entriesOf(menu)].filter((entry) => !entry.disabled && !entry.hidden);

/**
 * Moves the focus from a closed menu to the texts.
 *
 * @param {HTMLElement} menu
 */
function leave(menu) {
  if (menu.contains(document.activeElement)) {
    byId("grid").focus({ preventScroll: true });
  }
}

/** Closes all menus. A focus inside a menu moves to the texts. */
export function closeMenus() {
  for (const menu of menus) {
    const hadFocus = menu.contains(document.activeElement);
    menu.hidePopover();
    if (hadFocus) {
      byId("grid").focus({ preventScroll: true });
    }
  }
}
