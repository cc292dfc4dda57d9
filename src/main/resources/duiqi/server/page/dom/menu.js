// Menus that open from a button, with mouse and keyboard.

import { byId } from "./dom.js";

/** @type {[HTMLElement, HTMLElement][]} */
const menus = [];

/**
 * Makes a button open a menu of buttons. Arrow keys move within the menu, Escape returns to the button.
 *
 * @param {HTMLElement} button
 * @param {HTMLElement} menu
 */
export function startMenu(button, menu) {
  menus.push([button, menu]);
  button.addEventListener("click", (event) => {
    const opens = menu.hidden;
    closeMenus();
    if (opens) {
      menu.hidden = false;
      button.setAttribute("aria-expanded", "true");
      if (event.detail === 0) {
        // Opened with the keyboard: focus the first entry.
        possible(menu)[0]?.focus();
      }
    }
  });
  menu.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by) {
      event.preventDefault();
      event.stopPropagation();
      const all = possible(menu);
      all[(all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)) + by + all.length) % all.length].focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      closeMenus();
      button.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== null && event.relatedTarget !== button && !menu.contains(/** @type {Node} */ (event.relatedTarget))) {
      closeMenus();
    }
  });
}

document.addEventListener("pointerdown", ({ target }) => {
  if (!menus.flat().some((part) => part.contains(/** @type {Node} */ (target)))) {
    closeMenus();
  }
});

/** @param {HTMLElement} menu */
const possible = (menu) => /** @type {HTMLButtonElement[]} */ ([...menu.children]).filter((entry) => !entry.disabled && !entry.hidden);

/** Closes all menus. A focus inside a menu moves to the texts. */
export function closeMenus() {
  for (const [button, menu] of menus) {
    const hadFocus = menu.contains(document.activeElement);
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (hadFocus) {
      byId("grid").focus({ preventScroll: true });
    }
  }
}
