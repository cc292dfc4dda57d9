// The palette: a dialog with all commands, which the user finds by typing.

import { ask } from "../dom/dialogs.js";
import { byId, el } from "../dom/dom.js";
import { boxes } from "../dom/keys.js";
import { recent, remember, sections } from "../state/palette.js";
import { inForce } from "../state/strokes.js";

/** @import { Action } from "../state/types.js" */

/** Number of commands that Page Up and Page Down skip. */
const PAGE = 8;

/**
 * Shows all commands with their keys. Returns the id of the command that the user chose, or null.
 *
 * @param {Action[]} actions
 * @param {(action: Action) => string} obstacleTo returns why a command is not possible now; "" if it is
 */
export async function choose(actions, obstacleTo) {
  const dialog = byId("dialog", HTMLDialogElement);
  /** @type {HTMLElement[]} */
  let options = [];
  let at = 0;
  const field = el("input", {
    role: "combobox",
    "aria-label": "Command",
    "aria-expanded": "true",
    "aria-controls": "commands",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Type to search",
    oninput: () => draw(),
  });
  const list = el("div", { id: "commands", role: "listbox", "aria-label": "Commands", tabindex: "-1" });
  const none = el("p", { role: "status" });

  /** @param {HTMLElement | undefined} option */
  const run = (option) => {
    if (option && option.ariaDisabled !== "true") {
      dialog.close(option.dataset.action);
    }
  };
  /** @param {Action} action */
  const optionOf = (action) => {
    const reason = obstacleTo(action);
    const option = el(
      "div",
      { role: "option", id: `command-${action.id}`, "data-action": action.id, "aria-disabled": reason !== "" && "true" },
      el("span", { class: "label" }, action.label),
      el("span", { class: "why" }, reason || action.hint),
      el("span", { class: "keys" }, boxes(inForce(action.keys))),
    );
    option.addEventListener("click", () => run(option));
    return option;
  };
  /** @param {number} to */
  const select = (to) => {
    at = options.length === 0 ? 0 : (to + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", options[at]?.id ?? "");
    // The title above the first command is visible too.
    (at === 0 ? list.firstElementChild : options[at])?.scrollIntoView({ block: at === 0 ? "start" : "nearest" });
  };
  const draw = () => {
    const groups = sections(actions, field.value, recent()).map(({ title, actions: own }) =>
      el(
        "div",
        { role: "group", "aria-label": title || "Matching commands" },
        title !== "" && el("div", { class: "title", "aria-hidden": "true" }, title),
        own.map(optionOf),
      ),
    );
    list.replaceChildren(...groups);
    options = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
    none.textContent = options.length === 0 ? "No command matches." : "";
    select(0);
  };
  field.addEventListener("keydown", (event) => {
    /** @type {Record<string, number | undefined>} */
    const goals = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: Math.min(options.length - 1, at + PAGE),
      PageUp: Math.max(0, at - PAGE),
    };
    const goal = goals[event.key];
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (goal !== undefined) {
      event.preventDefault();
      select(goal);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(options[at]);
    }
  });
  const answer = ask("Commands", [field, list, none], [{ label: "Close", value: "" }], "palette", field);
  draw();
  const id = await answer;
  if (id === "") {
    return null;
  }
  remember(id);
  return id;
}
