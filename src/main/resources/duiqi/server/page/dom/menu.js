// Menus that open from a button, with mouse and keyboard. The browser shows them as popovers: a click elsewhere and Escape close them,
// and the focus returns to the button.

import { byId } from "./dom.js";

/** @type {HTMLElement[]} */
const menus = [];
/** Distance from the button in pixels. */
const GAP = 4;

/**
 * Completes a menu of entries with a role. Its button names it in "popovertarget". Arrow keys, Home and End move within the menu, and Tab leaves
 * it.
 *
 * @param {HTMLElement} button
 * @param {HTMLElement} menu
 */
export function startMenu(button, menu) {
  menus.push(menu);
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
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Tab") {
      // The focus returns to the button, and the browser moves it on from there.
      menu.hidePopover();
    } else if (!event.ctrlKey && !event.metaKey) {
      // Keys in a menu are no commands for the texts.
      event.stopPropagation();
      move(event, possible(menu));
    }
  });
  window.addEventListener("resize", () => place(button, menu));
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
