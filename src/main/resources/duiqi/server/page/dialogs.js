// Questions and explanations in front of the page.

import { sentence } from "./announce.js";
import { byId, el } from "./dom.js";

/**
 * Shows a dialog and waits for its end.
 *
 * @param buttons of {label, value, primary}; the last of them is what Escape means
 * @param first what has the focus; else the first field, or the main button
 * @returns the value of the button; that of the last when it was closed otherwise
 */
function ask(title, content, buttons, className = "", first = null) {
  const dialog = byId("dialog");
  const other = buttons[buttons.length - 1].value;
  return new Promise((resolve) => {
    const form = el(
      "form",
      { method: "dialog" },
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
    dialog.addEventListener("close", () => resolve(dialog.returnValue || other), { once: true });
    dialog.showModal();
    (first ?? form.querySelector("textarea, input") ?? form.querySelector(".primary") ?? form.querySelector("button")).focus({ preventScroll: true });
  });
}

const CANCEL = { label: "Cancel", value: "cancel" };

export async function askNote(text) {
  const field = el("textarea", { rows: 4, "aria-label": "Note" });
  field.value = text;
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      field.form.querySelector(".primary").click();
    }
  });
  const value = await ask("Note on this pair", [field], [{ label: "Keep", value: "keep", primary: true }, CANCEL]);
  return value === "keep" ? field.value.trim() : null;
}

/** Asks above which probability to confirm; counts while the user chooses. */
export async function askThreshold(threshold, count) {
  const range = el("input", { type: "range", min: "50", max: "100", step: "1", "aria-label": "Least probability in percent" });
  range.value = Math.round(threshold * 100);
  const said = el("p", { class: "large", "aria-live": "polite" });
  const tell = () => {
    const n = count(range.value / 100);
    said.textContent = `${n} unconfirmed ${n === 1 ? "pair is" : "pairs are"} ${range.value}% sure or more`;
  };
  range.addEventListener("input", tell);
  tell();
  const hint = el("p", {}, "Only rows that are shown now are counted. It is one step, which you can undo.");
  const value = await ask("Confirm what is sure", [range, said, hint], [{ label: "Confirm them", value: "do", primary: true }, CANCEL]);
  return value === "do" ? range.value / 100 : null;
}

export async function askRealign() {
  const text = "Pairs that you confirmed stay as they are and guide the rest, which is aligned anew. It is one step, which you can undo.";
  return (await ask("Align the rest again?", [el("p", {}, text)], [{ label: "Align again", value: "do", primary: true }, CANCEL])) === "do";
}

/** Asks which rule may be broken in a pair and why; null when none. Without a reason it would not hold, so one is asked for. */
export async function askIgnore(rules, rule) {
  const choice = el("select", {}, rules.map((id) => el("option", { value: id, selected: id === rule }, id)));
  const reason = el("input", { autocomplete: "off", required: true, pattern: ".*\\S.*", maxlength: 300 });
  const content = [
    el("p", {}, "What this rule finds in this pair is let pass, here and in every later check. It is kept as a note of the pair."),
    el("label", { class: "field" }, "Rule", choice),
    el("label", { class: "field" }, "Reason", reason),
  ];
  const value = await ask("Ignore a finding", content, [{ label: "Ignore it", value: "do", primary: true }, CANCEL], "", reason);
  return value === "do" ? { rule: choice.value, reason: reason.value.trim() } : null;
}

/** Explains that others changed the memory, and asks whether to keep what they did. */
export async function askMerge({ problem, remedy, added = 0, removed = 0, changed = 0, examples = [] }) {
  const signs = { added: "+", removed: "−", changed: "≠" };
  const content = [
    el("p", {}, `${sentence(problem)} ${sentence(remedy)}`),
    el("p", {}, `Since then others added ${added}, removed ${removed} and changed ${changed} of its units.`),
    examples.length > 0 &&
      el(
        "ul",
        { class: "examples" },
        examples.slice(0, 8).map(({ what, source, target }) =>
          el("li", { class: what }, el("b", { title: what }, signs[what] ?? what), el("span", {}, source), el("span", {}, target)),
        ),
      ),
    el("p", {}, "Merging keeps what they did and what you did. Nothing you did is lost if you wait: it is kept in the review."),
  ].filter(Boolean);
  const buttons = [{ label: "Merge and save", value: "merge", primary: true }, { label: "Not now", value: "cancel" }];
  return (await ask("The memory has changed", content, buttons)) === "merge";
}

/** Shows text that would otherwise be lost, to be copied. */
export function showText(title, explanation, text) {
  const field = el("textarea", { rows: 5, readonly: true, "aria-label": "Your text" });
  field.value = text;
  return ask(title, [el("p", {}, explanation), field], [{ label: "Close", value: "close", primary: true }]);
}

/** Asks whether to end: "save" for saving before, "stop", or "cancel". */
export function askStop({ unsaved, memory }) {
  const steps = unsaved === 1 ? "1 step is" : `${unsaved} steps are`;
  const text = "All you did is on disk. Run the same command again to go on where you are.";
  const open = unsaved > 0 && el("p", {}, `${steps} not in ${memory} yet; that can be saved now, or then.`);
  const buttons = [
    unsaved > 0 && { label: "Save and stop", value: "save", primary: true },
    { label: unsaved > 0 ? "Stop only" : "Stop it", value: "stop", primary: unsaved === 0 },
    CANCEL,
  ];
  return ask("Stop the program?", [el("p", {}, text), open].filter(Boolean), buttons.filter(Boolean));
}

/** Shows the keys, by groups of actions as {title, entries: [[label, [keys as boxes]]]}. */
export function showHelp(groups) {
  const keysOf = (strokes) =>
    strokes.map((boxes, i) => [i > 0 && el("span", { class: "or" }, " or "), boxes.map((box) => el("kbd", {}, box))]).flat(2);
  const lead = el(
    "p",
    {},
    "Each row is a pair: sentences that say the same. Go through the doubtful ones, set right what is wrong, confirm what is right. ",
    "With the mouse: drag the line between two rows to move sentences over, click between two sentences to split, ",
    "click the circle to confirm, double-click to change a text, drag the dot at a sentence to one of the other side to link them. ",
    "The keys 1 to 9 write the suggestion of that number.",
  );
  const sections = groups.map(({ title, entries }) =>
    el("section", {}, el("h3", {}, title), el("dl", {}, entries.map(([label, strokes]) => [el("dt", {}, keysOf(strokes)), el("dd", {}, label)]).flat())),
  );
  return ask("How it works", [lead, el("div", { class: "columns" }, sections)], [{ label: "Close", value: "close", primary: true }], "help");
}

/** Says in the place of the page why there is nothing to see. */
export function showInstead(title, ...paragraphs) {
  const page = byId("instead");
  page.replaceChildren(el("div", { class: "card" }, el("h1", {}, title), paragraphs.map((text) => el("p", {}, text))));
  page.hidden = false;
  byId("app").hidden = true;
  document.title = `${title} – duiqi`;
}

