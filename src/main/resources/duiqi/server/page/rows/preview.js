// Draws the ribbons that a step would give, over the current ones, while the pointer or the focus is on its button.

import { byId, svg } from "../dom/dom.js";
import { newGroups } from "../state/alternative.js";
import { model } from "../state/model.js";
import { ghost } from "./ghosts.js";
import { list } from "./list.js";

/** @import { Outcome } from "../state/outcome.js" */

const layer = svg("g", { class: "preview" });
/** @type {Outcome | null} */
let shown = null;

export function startPreview() {
  list.addEventListener("drawn", draw);
  for (const event of /** @type {const} */ (["cursor", "rows", "view"])) {
    model.on(event, () => preview(null));
  }
}

/** @param {Outcome | null} outcome null to show the current ribbons */
export function preview(outcome) {
  if (outcome !== shown) {
    shown = outcome;
    draw();
  }
}

function draw() {
  const { numbers, groups } = shown ?? { numbers: [], groups: [] };
  const isVisible = numbers.length > 0 && numbers.every((number) => model.isShown(number));
  const rows = numbers.map((number) => model.rows[number]);
  layer.replaceChildren(...(isVisible ? newGroups(groups, rows).flatMap((group) => ghost(group, numbers)) : []));
  const ribbons = byId("ribbons");
  ribbons.append(layer);
  ribbons.classList.toggle("behind", isVisible);
}
