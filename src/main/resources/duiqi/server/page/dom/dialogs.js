// Dialogs: questions and explanations.

import { ruleName } from "../state/findings.js";
import { unsavedText } from "../state/saving.js";
import { byId, el } from "./dom.js";
import { boxes } from "./keys.js";

/** @import { Child } from "./dom.js" */

/** @typedef {{ label: string, value: string, primary?: boolean }} Button */

/**
 * Presses the primary button with Enter in all dialogs. In a text of several lines, Shift+Enter begins a new line. A key that is held down
 * since before the dialog opened has no effect.
 *
 * @param {KeyboardEvent} event
 */
function confirmWithEnter(event) {
  const field = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || event.keyCode === 229 || field.closest("button, a, summary")) {
    return;
  }
  if (!(field.matches("textarea") && event.shiftKey)) {
    event.preventDefault();
    /** @type {HTMLElement | null | undefined} */
    const primary = field.closest("form")?.querySelector(".primary");
    !event.repeat && primary?.click();
  }
}

/**
 * Shows a dialog and waits until it closes. Enter presses the primary button and Escape the last one. The focus stays in the dialog, and then
 * returns to where it was.
 *
 * @param {string} title
 * @param {Child[]} content
 * @param {Button[]} buttons
 * @param {string} className
 * @param {HTMLElement | null} first element that gets the focus; by default the first field or the primary button
 * @returns {Promise<string>} the value of the clicked button, or that of the last button if the dialog was closed in another way
 */
export function ask(title, content, buttons, className = "", first = null) {
  const dialog = byId("dialog", HTMLDialogElement);
  const other = buttons[buttons.length - 1].value;
  return new Promise((resolve) => {
    const form = el(
      "form",
      { method: "dialog", onkeydown: (event) => confirmWithEnter(/** @type {KeyboardEvent} */ (event)) },
      el("h2", { id: "dialog-title" }, title),
      ...content,
      el(
        "div",
        { class: "buttons" },
        buttons.map(({ label, value, primary }) => el("button", { value, class: primary ? "primary" : "", formnovalidate: value === other }, label)),
      ),
    );
    dialog.className = className;
    dialog.returnValue = other;
    dialog.replaceChildren(form);
    const closed = () => {
      if (document.activeElement === document.body) {
        // The element that had the focus is gone.
        byId("grid").focus({ preventScroll: true });
      }
      resolve(dialog.returnValue || other);
    };
    dialog.addEventListener("close", closed, { once: true });
    dialog.showModal();
    const focused = first ?? form.querySelector("textarea, input") ?? form.querySelector(".primary") ?? form.querySelector("button");
    /** @type {HTMLElement} */ (focused).focus({ preventScroll: true });
    // The browser scrolls to the focused button, but a long dialog begins at its top.
    dialog.scrollTop = 0;
  });
}

export const CANCEL = { label: "Cancel", value: "cancel" };

/**
 * Asks for a note. Returns null if the user cancels.
 *
 * @param {string} text
 */
export async function askNote(text) {
  const field = el("textarea", { rows: 4, "aria-label": "Note" });
  field.value = text;
  const hint = el("p", { class: "help" }, el("kbd", {}, "Shift"), el("kbd", {}, "Enter"), " begins a new line.");
  const value = await ask("Note on this pair", [field, hint], [{ label: "Save", value: "save", primary: true }, CANCEL]);
  return value === "save" ? field.value.trim() : null;
}

/**
 * Asks for the minimum probability of pairs to confirm. Shows the number of pairs. Returns null if the user cancels.
 *
 * @param {number} threshold
 * @param {(minimum: number) => number} count returns the number of pairs
 */
export async function askThreshold(threshold, count) {
  const range = el("input", { type: "range", min: "50", max: "100", step: "1", "aria-label": "Minimum probability in percent" });
  range.value = String(Math.round(threshold * 100));
  const message = el("p", { class: "large", "aria-live": "polite" });
  const update = () => {
    const n = count(Number(range.value) / 100);
    message.textContent = `${n} unconfirmed ${n === 1 ? "pair has" : "pairs have"} a probability of ${range.value}% or more`;
  };
  range.addEventListener("input", update);
  update();
  const hint = el("p", {}, "duiqi confirms only pairs that match the filter. You can undo this in one step.");
  const value = await ask("Confirm by probability", [range, message, hint], [{ label: "Confirm", value: "do", primary: true }, CANCEL]);
  return value === "do" ? Number(range.value) / 100 : null;
}

/**
 * Asks for the name of the user. Returns null if the user cancels.
 *
 * @param {string} name
 */
export async function askName(name) {
  const field = el("input", { autocomplete: "name", maxlength: 60, spellcheck: false });
  field.value = name;
  const content = [
    el("p", {}, "The memory shows who confirmed a pair. Without a name here, it shows the name of the person who started duiqi."),
    el("label", { class: "field" }, "Your name", field),
  ];
  const value = await ask("Your name", content, [{ label: "Save", value: "save", primary: true }, CANCEL], "", field);
  return value === "save" ? field.value : null;
}

export async function askRealign() {
  const text = "duiqi aligns the unconfirmed pairs again. Confirmed pairs and pairs set by hand do not change. You can undo this in one step.";
  return (await ask("Realign unconfirmed pairs?", [el("p", {}, text)], [{ label: "Realign", value: "do", primary: true }, CANCEL])) === "do";
}

/** Formats of exports, with their descriptions. */
const EXPORTS = [
  ["tmx", "Memory (TMX), for other translation tools"],
  ["tsv", "Table (TSV), for spreadsheets"],
  ["txt-pair", "Two plain-text files, one pair per line"],
  ["jsonl", "JSON Lines, for programs"],
  ["ids", "Sentence numbers, for evaluation"],
  ["findings", "Open findings (CSV), with a column for the translator’s answers"],
];

/** Asks for the format of an export. Returns null if the user cancels. */
export async function askExport() {
  const choices = EXPORTS.map(([value, text], i) =>
    el("label", {}, el("input", { type: "radio", name: "format", value, checked: i === 0 }), el("span", {}, text)),
  );
  const formats = el("fieldset", { class: "scopes" }, el("legend", { class: "unseen" }, "Format"), choices);
  const value = await ask("Export", [formats], [{ label: "Export", value: "do", primary: true }, CANCEL]);
  return value === "do" ? /** @type {HTMLInputElement} */ (formats.querySelector("input:checked")).value : null;
}

/**
 * Asks whether to undo a step of another page.
 *
 * @param {string} label
 */
export async function askUndo(label) {
  const text = `The last step, “${label}”, was made in another tab or by another user.`;
  return (await ask("Undo a step that you did not make?", [el("p", {}, text)], [{ label: "Undo", value: "do", primary: true }, CANCEL])) === "do";
}

/**
 * The findings like one of a rule.
 *
 * @typedef {object} SameFindings
 * @property {string} said the message of the finding
 * @property {number} message number of pairs with the same message
 * @property {number} rule number of pairs with a finding of the rule
 */

/**
 * Asks which rule to ignore, where and why. Returns null if the user cancels. The reason is required, because `check` requires it.
 *
 * @param {string[]} rules
 * @param {string} rule the selected one
 * @param {(rule: string) => SameFindings} sameOf
 */
export async function askIgnore(rules, rule, sameOf) {
  const choice = el(
    "select",
    {},
    rules.map((id) => el("option", { value: id, selected: id === rule }, ruleName(id))),
  );
  const reason = el("input", { autocomplete: "off", required: true, pattern: ".*\\S.*", maxlength: 300 });
  const scopes = el("fieldset", { class: "scopes" });
  /** @type {(value: "pair" | "message" | "rule", text: string) => HTMLElement} */
  const scope = (value, text) =>
    el("label", {}, el("input", { type: "radio", name: "scope", value, checked: value === "pair" }), el("span", {}, text));
  const update = () => {
    const { said, message, rule: all } = sameOf(choice.value);
    const offered = [scope("pair", "In this pair")];
    if (message > 1) {
      offered.push(scope("message", `In ${message} pairs with the same finding: ${said}`));
    }
    if (all > message) {
      offered.push(scope("rule", `In ${all} pairs with the finding “${ruleName(choice.value)}”`));
    }
    scopes.replaceChildren(el("legend", { class: "unseen" }, "Where"), ...offered);
  };
  choice.addEventListener("change", update);
  update();
  const content = [
    el(
      "p",
      {},
      "duiqi ignores findings of this rule, here and in later checks. It stores this in the notes of the pairs. You can undo it in one step.",
    ),
    el("label", { class: "field" }, "Rule", choice),
    scopes,
    el("label", { class: "field" }, "Reason", reason),
  ];
  const value = await ask("Ignore a finding", content, [{ label: "Ignore", value: "do", primary: true }, CANCEL], "", reason);
  if (value !== "do") {
    return null;
  }
  const { value: where = "pair" } = /** @type {HTMLInputElement} */ (scopes.querySelector("input:checked"));
  return { rule: choice.value, reason: reason.value.trim(), scope: /** @type {"pair" | "message" | "rule"} */ (where) };
}

/**
 * Shows text that would otherwise be lost, so that the user can copy it.
 *
 * @param {string} title
 * @param {string} explanation
 * @param {string} text
 */
export function showText(title, explanation, text) {
  const field = el("textarea", { rows: 5, readonly: true, "aria-label": "Your text" });
  field.value = text;
  return ask(title, [el("p", {}, explanation), field], [{ label: "Close", value: "close", primary: true }]);
}

/**
 * Asks whether to stop duiqi. Returns "save" (save first), "stop" or "cancel".
 *
 * @param {{ unsaved: number, memory: string }} document
 */
export function askStop({ unsaved, memory }) {
  const text = "All your changes are on disk. To continue, run the same command again.";
  const open = unsaved > 0 && el("p", {}, `${memory} does not contain ${unsavedText(unsaved)}. You can save now or later.`);
  const buttons = [
    unsaved > 0 && { label: "Save and stop", value: "save", primary: true },
    { label: unsaved > 0 ? "Stop without saving" : "Stop", value: "stop", primary: unsaved === 0 },
    CANCEL,
  ];
  return ask(
    "Stop duiqi?",
    [el("p", {}, text), open],
    buttons.filter((button) => button !== false),
  );
}

/**
 * Explains the page and shows the most important keys. Returns whether the user wants to see all commands.
 *
 * @param {{ label: string, keys: string[] }[]} actions
 */
export async function showHelp(actions) {
  const lead = el(
    "p",
    {},
    "Each row is a pair: source sentences and their translation. Go through the doubtful pairs, correct wrong ones and confirm correct ones. ",
    "With the mouse: drag the line between two rows to move sentences, click between two sentences to split, ",
    "click the circle to confirm, double-click a sentence to edit it, drag the dot of a sentence to a sentence on the other side to link them. ",
    "A right click shows the commands for a pair. The menu “More” can switch single-letter keys off or require Alt with them.",
  );
  const keys = el(
    "dl",
    {},
    actions.flatMap((action) => [el("dt", {}, boxes(action.keys)), el("dd", {}, action.label)]),
  );
  const buttons = [
    { label: "All commands", value: "all" },
    { label: "Close", value: "close", primary: true },
  ];
  return (await ask("Help", [lead, keys], buttons, "help")) === "all";
}

/**
 * Replaces the page with a message.
 *
 * @param {string} title
 * @param {(string | Node)[]} paragraphs
 */
export function showInstead(title, ...paragraphs) {
  const page = byId("instead");
  page.replaceChildren(
    el(
      "div",
      { class: "card" },
      el("h1", {}, title),
      paragraphs.map((part) => (typeof part === "string" ? el("p", {}, part) : part)),
    ),
  );
  page.hidden = false;
  byId("app").hidden = true;
  document.title = `${title} – duiqi`;
}
