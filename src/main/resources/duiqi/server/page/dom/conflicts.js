// The dialogs for a memory or a text that changed elsewhere: the user decides what to keep.

import { onlyTheirs } from "../state/saving.js";
import { sentence } from "./announce.js";
import { ask } from "./dialogs.js";
import { el } from "./dom.js";

/** @import { Choice, SaveResult, TextConflict, Texts, UnitConflict } from "../state/types.js" */

/** @typedef {{ from: number, total: number, conflicts: UnitConflict[] }} Part */

/** @typedef {{ choices: Record<string, Choice>, rest: Choice }} Decision */

/** @type {Record<Choice, string>} */
const LABELS = { mine: "mine", theirs: "theirs", both: "both" };
const CHOICES = /** @type {Choice[]} */ (Object.keys(LABELS));

/** Conflicts and the decisions so far. Shows one part at a time, so that thousands of conflicts stay fast. */
class Conflicts {
  /** @type {Record<string, Choice>} */
  choices = {};
  /** @type {Choice} */
  rest = "both";
  /** @type {Part} */
  #part = { from: 0, total: 0, conflicts: [] };
  #list = el("div", { class: "conflicts" });
  #position = el("span", { role: "status" });
  #previous = el("button", { type: "button", onclick: () => this.show(Math.max(0, this.#part.from - this.#step)) }, "Previous");
  #next = el("button", { type: "button", onclick: () => this.show(this.#part.from + this.#step) }, "Next");
  #step = 1;
  #load;

  /** @param {(from: number) => Promise<Part>} load */
  constructor(load) {
    this.#load = load;
  }

  /** @param {number} from */
  async show(from) {
    this.#part = await this.#load(from);
    this.#step = Math.max(this.#step, this.#part.conflicts.length);
    this.#draw();
  }

  #draw() {
    const { from, total, conflicts } = this.#part;
    const end = from + conflicts.length;
    this.#position.textContent = `${from + 1} to ${end} of ${total.toLocaleString("en")}`;
    this.#previous.disabled = from === 0;
    this.#next.disabled = end >= total;
    this.#list.replaceChildren(...conflicts.map((conflict, i) => this.#unit(conflict, from + i + 1)));
    this.#list.scrollTop = 0;
  }

  /**
   * @param {UnitConflict} conflict
   * @param {number} number
   */
  #unit({ id, before, mine, theirs }, number) {
    const options = CHOICES.map((choice) => {
      const radio = el("input", {
        type: "radio",
        name: `conflict-${number}`,
        value: choice,
        checked: (this.choices[id] ?? this.rest) === choice,
        onchange: () => {
          this.choices[id] = choice;
        },
      });
      return el("label", {}, radio, LABELS[choice]);
    });
    return el(
      "fieldset",
      {},
      el("legend", {}, `Pair ${number}`),
      version("before", before),
      version("mine", mine),
      version("theirs", theirs),
      el("div", { class: "choices" }, "Keep ", options),
    );
  }

  /**
   * Decides all conflicts, also those that are not loaded.
   *
   * @param {Choice} choice
   */
  #decideAll(choice) {
    this.choices = {};
    this.rest = choice;
    this.#draw();
  }

  /** Returns the elements of the dialog. */
  content() {
    const all = CHOICES.map((choice) => el("button", { type: "button", onclick: () => this.#decideAll(choice) }, `All ${LABELS[choice]}`));
    return [el("div", { class: "all-choices" }, all, this.#position, this.#previous, this.#next), this.#list];
  }

  get first() {
    /** @type {HTMLElement | null} */
    return this.#list.querySelector("input:checked");
  }
}

/**
 * Asks which version of a text to keep that changed elsewhere while the user wrote another one.
 *
 * @param {"sentence" | "note"} what
 * @param {TextConflict} conflict
 * @returns {Promise<"mine" | "theirs" | "edit">} "edit" if the user wants to edit the text again
 */
export async function askText(what, { before, mine, theirs }) {
  const content = [
    el("p", {}, `Another tab or user changed this ${what} after you began to edit it. Choose what to keep:`),
    el("div", { class: "conflicts single" }, version("before", before), version("mine", mine), version("theirs", theirs)),
    el("p", {}, "If you continue editing, your text stays in the editor."),
  ];
  const buttons = [
    { label: "Keep mine", value: "mine" },
    { label: "Keep theirs", value: "theirs" },
    { label: "Continue editing", value: "edit", primary: true },
  ];
  return /** @type {"mine" | "theirs" | "edit"} */ (await ask(`The ${what} has changed`, content, buttons, "merge"));
}

/**
 * @param {string} name
 * @param {Texts | string | null} texts
 */
function version(name, texts) {
  const columns = typeof texts === "string" ? [texts] : texts === null ? [] : [texts.source, texts.target];
  const content = columns.length === 0 ? [el("em", {}, "removed, merged or split")] : columns.map((text) => el("span", { dir: "auto" }, text));
  return el("div", { class: `version ${name}` }, el("b", {}, name), content);
}

/**
 * Reports that another program changed the memory, and asks how to merge the changes.
 *
 * @param {SaveResult} result
 * @param {(from: number) => Promise<Part>} load loads conflicts from a number on
 * @returns {Promise<Decision | null>} null if the user does not want to merge
 */
export async function askMerge(result, load) {
  const conflicts = new Conflicts(load);
  const count = result.conflicts ?? 0;
  if (count > 0) {
    await conflicts.show(0);
  }
  const signs = { added: "+", removed: "−", changed: "≠" };
  const examples = (result.examples ?? []).map(({ what, source, target }) =>
    el("li", { class: what }, el("b", { title: what }, signs[what]), el("span", {}, source), el("span", {}, target)),
  );
  const others = onlyTheirs(result);
  const content = [
    el("p", {}, sentence(result.problem ?? "")),
    others > 0 && el("p", {}, `${others.toLocaleString("en")} ${others === 1 ? "pair" : "pairs"} that you did not change will be merged.`),
    count === 0 && examples.length > 0 && el("ul", { class: "examples" }, examples),
    count > 0 &&
      el("p", {}, `You and the other program changed ${count === 1 ? "the same pair" : `${count.toLocaleString("en")} pairs`}. Choose what to keep:`),
    ...(count > 0 ? conflicts.content() : []),
    el("p", {}, "If you cancel, duiqi writes nothing, and your changes stay in the review."),
  ];
  const buttons = [
    { label: "Merge and save", value: "merge", primary: true },
    { label: "Cancel", value: "cancel" },
  ];
  const answer = await ask("The memory has changed", content, buttons, "merge", conflicts.first);
  return answer === "merge" ? { choices: conflicts.choices, rest: conflicts.rest } : null;
}
