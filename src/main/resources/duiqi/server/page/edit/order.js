// Goes through the pairs in the order of work, and to a row by its number.

import { say } from "../dom/announce.js";
import { ask, CANCEL } from "../dom/dialogs.js";
import { el } from "../dom/dom.js";
import { counts } from "../state/filter.js";
import { model } from "../state/model.js";
import { estimateText, isOrdered, leftInOrder, nextUncertain, openRows, setOrdered } from "../state/order.js";
import { goTo } from "./move.js";

/** Changes between the order of the text and least certain first. */
export function toggleOrder() {
  setOrdered(model, !isOrdered(model));
  const [first] = openRows(model);
  if (!isOrdered(model)) {
    say("In the order of the text");
  } else if (first === undefined) {
    say("All pairs are confirmed");
  } else {
    goTo(first, "centre");
    reportProgress();
  }
}

/**
 * Goes to the next pair in the order of work.
 *
 * @param {1 | -1} by
 */
export function toUncertain(by) {
  const row = nextUncertain(model, by);
  if (row < 0) {
    say("All pairs are confirmed");
  } else {
    goTo(row, "centre");
  }
}

/** Announces the number of open pairs and of the errors that are probably left. */
export function reportProgress() {
  const { confirmed, all } = counts(model);
  const { left, total } = leftInOrder(model);
  const done = isOrdered(model) ? `Least certain first: ${left} of ${total} left` : `${confirmed} of ${all} confirmed`;
  const estimate = estimateText(model);
  say(estimate ? `${done}; ${estimate}` : done);
}

/** Asks for the number of a pair and goes there. */
export async function goToRow() {
  const last = model.rows.length;
  const field = el("input", { inputmode: "numeric", autocomplete: "off", required: true });
  const numberOf = () => (/^\s*\d+\s*$/.test(field.value) ? Number(field.value) : 0);
  const validate = () => {
    const isThere = numberOf() >= 1 && numberOf() <= last;
    field.setCustomValidity(isThere ? "" : `The document has pairs 1 to ${last}`);
  };
  field.value = String(model.cursor.row + 1);
  field.addEventListener("input", validate);
  const content = [el("label", { class: "field" }, "Number", field), el("p", {}, `1 to ${last.toLocaleString("en")}`)];
  const answer = ask("Go to pair", content, [{ label: "Go", value: "do", primary: true }, CANCEL], "", field);
  field.select();
  if ((await answer) !== "do") {
    return;
  }
  const row = numberOf() - 1;
  if (!model.isShown(row)) {
    model.unfold(row);
  }
  goTo(row, "centre");
}
