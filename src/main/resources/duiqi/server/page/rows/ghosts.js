// Draws the alternative of the pair at the cursor: dashed ribbons over the current rows, and a line below them.

import { byId, el, svg } from "../dom/dom.js";
import { writtenInForce } from "../dom/keys.js";
import { newGroups, odds, shown, shownRows } from "../state/alternative.js";
import { model } from "../state/model.js";
import { remark } from "./findings.js";
import { list } from "./list.js";
import { shape, stub } from "./ribbons.js";

/** @import { RowElement, Side } from "../state/types.js" */
/** @import { Found, Group } from "../state/alternative.js" */
/** @import { Extent } from "./ribbons.js" */

const ghosts = svg("g", { class: "ghosts" });
let take = () => {};

/** @param {() => void} onTake takes the alternative after a click */
export function startGhosts(onTake) {
  take = onTake;
  list.addEventListener("drawn", draw);
}

/**
 * Shows an alternative; null to show none.
 *
 * @param {Found | null} found
 */
export function showAlternative(found) {
  if (found !== shown.found) {
    shown.found = found;
    draw();
  }
}

/**
 * Returns the vertical extent of some sentences.
 *
 * @param {string[]} ids
 * @param {Side} side
 * @param {number[]} numbers rows that contain them
 * @returns {Extent | null}
 */
function extent(ids, side, numbers) {
  /** @type {number[]} */
  const ys = [];
  for (const number of numbers) {
    const row = model.rows[number];
    const element = list.elements.get(row);
    const { y, height } = list.positionOf(number);
    for (const { id } of row[side].filter((sentence) => ids.includes(sentence.id))) {
      /** @type {HTMLElement | null | undefined} */
      const sentence = element?.querySelector(`.cell.${side} > [data-sentence="${id}"]`);
      /** @type {HTMLElement | null | undefined} */
      const cell = sentence?.closest(".cell");
      if (sentence && cell) {
        ys.push(y + cell.offsetTop + sentence.offsetTop, y + cell.offsetTop + sentence.offsetTop + sentence.offsetHeight);
      } else {
        ys.push(y + 6, y + height - 6);
      }
    }
  }
  return ys.length === 0 ? null : [Math.min(...ys), Math.max(...ys)];
}

/**
 * Returns the ribbon of sentences that are no pair yet.
 *
 * @param {Group} group
 * @param {number[]} numbers rows that contain the sentences
 */
export function ghost({ source, target }, numbers) {
  const width = byId("ribbons", SVGElement).clientWidth;
  const [left, right] = [extent(source, "source", numbers), extent(target, "target", numbers)];
  const either = left ?? right;
  return either === null ? [] : [svg("path", { class: "ghost", d: left && right ? shape(left, right, width) : stub(either, width, left !== null) })];
}

function draw() {
  const numbers = shownRows();
  const rows = numbers.map((number) => model.rows[number]);
  // With a filter, ribbons to hidden rows would mislead.
  const groups = shown.found !== null && numbers.every((number) => model.isShown(number)) ? newGroups(shown.found.other.groups, rows) : [];
  ghosts.replaceChildren(...groups.flatMap((group) => ghost(group, numbers)));
  // The last element is drawn over the others.
  byId("ribbons").append(ghosts);
  placeLine();
}

/**
 * Shows the line below the last replaced row, so that it is not between the ribbons. Changes only this part of the row, so
 * that selected words stay selected.
 */
function placeLine() {
  const last = shownRows()
    .filter((number) => model.isShown(number))
    .pop();
  const place = last === undefined ? model.row : model.rows[last];
  const here = shown.found === null ? undefined : list.elements.get(place);
  for (const [row, element] of list.elements) {
    const old = element.querySelector(".remark.alternative");
    if (old && (element !== here || old.getAttribute("data-of") !== name())) {
      const remarks = old.parentElement;
      old.remove();
      if (remarks?.childElementCount === 0) {
        remarks.remove();
      }
      list.remeasure(row);
    }
  }
  if (here && !here.querySelector(".remark.alternative")) {
    append(here);
    list.remeasure(place);
  }
}

const name = () => (shown.found === null ? "" : `${shown.found.bead} ${odds(shown.found)}`);

/** @param {RowElement} element */
function append(element) {
  if (shown.found === null) {
    return;
  }
  const key = writtenInForce("t");
  const button = el(
    "button",
    {
      class: "suggestion",
      type: "button",
      tabindex: "-1",
      title: `Take the alternative${key === "" ? "" : ` (${key})`}`,
      "aria-label": "Take it: the alternative",
      onmousedown: (event) => event.preventDefault(),
      onclick: () => take(),
    },
    el("span", {}, "Take it"),
    key !== "" && el("kbd", { "aria-hidden": "true" }, key),
  );
  const line = remark("alternative", "Alternative", el("span", { class: "odds" }, odds(shown.found)), button);
  line.setAttribute("data-of", name());
  const remarks = element.querySelector(".remarks") ?? el("div", { class: "remarks", role: "gridcell" });
  remarks.append(line);
  element.append(remarks);
}
