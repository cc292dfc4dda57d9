// The buttons of the actions. Their labels name the keys that apply, which depend on a setting in the menu.

import { say } from "../dom/announce.js";
import { el } from "../dom/dom.js";
import { isMac, shown, written } from "../dom/keys.js";
import { closeMenus } from "../dom/menu.js";
import { actionOf, isPossible, perform } from "../edit/actions.js";
import { list } from "../rows/list.js";
import { preview } from "../rows/preview.js";
import { ariaKeys, CHARACTER_KEYS, characterKeys, inForce, setCharacterKeys } from "../state/strokes.js";

/** @import { Child } from "../dom/dom.js" */
/** @import { Action, DocumentState } from "../state/types.js" */

/** @type {[Action, HTMLButtonElement][]} */
const buttons = [];
/** Labels of the settings of the character keys. */
const SETTINGS = { on: "On", alt: "With Alt", off: "Off" };

/**
 * @param {Action} action
 * @param {Child | Child[]} content
 */
export function button(action, content, className = "") {
  const element = el("button", { type: "button", class: className, "aria-label": action.label }, content);
  element.addEventListener("click", () => {
    closeMenus();
    perform(action.id);
  });
  // The list keeps the focus, so that keys still work after a click.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  if (action.outcome) {
    showOutcome(action, element);
  }
  buttons.push([action, element]);
  return element;
}

/**
 * Shows the ribbons that an action would give while the pointer or the focus is on its button.
 *
 * @param {Action} action
 * @param {HTMLElement} element
 */
function showOutcome(action, element) {
  for (const event of ["pointerenter", "focus"]) {
    element.addEventListener(event, () => preview(isPossible(action) && action.outcome ? action.outcome() : null));
  }
  for (const event of ["pointerleave", "blur", "click"]) {
    element.addEventListener(event, () => preview(null));
  }
}

/**
 * Returns the button of an action in a menu.
 *
 * @param {Action} action
 */
export function entry(action) {
  const element = button(action, [el("span", {}, action.label), kbd(action)], action.begins ? "begins" : "");
  element.setAttribute("role", "menuitem");
  element.tabIndex = -1;
  return element;
}

/** @param {Action} action */
export const kbd = (action) => el("kbd", { "aria-hidden": "true", "data-action": action.id });

/**
 * Returns the keys of an action for a tooltip, for example " (Ctrl+F, /)".
 *
 * @param {string} id
 */
export function keysOf(id) {
  const keys = inForce(actionOf(id).keys);
  return keys.length > 0 ? ` (${keys.map(written).join(", ")})` : "";
}

/** Writes the keys that apply into all labels. */
export function labelButtons() {
  for (const [action, element] of buttons) {
    const keys = ariaKeys(inForce(action.keys), isMac);
    element.title = [action.label, action.hint].filter(Boolean).join(" ") + keysOf(action.id);
    keys === "" ? element.removeAttribute("aria-keyshortcuts") : element.setAttribute("aria-keyshortcuts", keys);
  }
  /** @type {NodeListOf<HTMLElement>} */
  const others = document.querySelectorAll("button[data-action]");
  for (const other of others) {
    other.title = `${other.ariaLabel}${keysOf(other.dataset.action ?? "")}`;
  }
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll("kbd[data-action]");
  for (const box of boxes) {
    const [key] = inForce(actionOf(box.dataset.action ?? "").keys);
    box.hidden = key === undefined;
    box.textContent = key === undefined ? "" : shown(key).join(" ");
  }
}

/**
 * Enables the buttons of the possible actions.
 *
 * @param {DocumentState} of
 */
export function drawButtons(of) {
  for (const [action, element] of buttons) {
    element.disabled = !isPossible(action);
    if (action.id === "undo" || action.id === "redo") {
      const what = of[action.id];
      element.title = `${action.label}${what ? `: ${what}` : ""} (${written(action.keys[0])})`;
    }
  }
}

/**
 * Returns the setting of the character keys for the menu.
 *
 * @param {() => void} changed called when the user changed it
 */
export function characterKeySetting(changed) {
  const label = el("span", { id: "keys-label" }, "Single-letter keys");
  const choices = CHARACTER_KEYS.map((setting) => {
    const choice = el("button", { type: "button", role: "menuitemradio", tabindex: "-1", "data-setting": setting }, SETTINGS[setting]);
    choice.addEventListener("click", () => {
      setCharacterKeys(setting);
      check();
      labelButtons();
      list.rebuild();
      changed();
      say(`Single-letter keys: ${SETTINGS[setting].toLowerCase()}`);
    });
    return choice;
  });
  const check = () => choices.forEach((choice) => choice.setAttribute("aria-checked", String(choice.dataset.setting === characterKeys())));
  check();
  return el("div", { class: "begins choices", role: "group", "aria-labelledby": "keys-label" }, label, choices);
}
