// The order of work and the estimate of the errors in the top bar.

import { byId, icon } from "../dom/dom.js";
import { toggleOrder } from "../edit/order.js";
import { model } from "../state/model.js";
import { estimateText, isOrdered, leftInOrder } from "../state/order.js";

let frame = 0;

export function startProgress() {
  const order = byId("order");
  order.append(icon("order"));
  // The list keeps the focus, so that keys still work after a click.
  order.addEventListener("mousedown", (event) => event.preventDefault());
  order.addEventListener("click", toggleOrder);
  for (const name of /** @type {const} */ (["document", "rows", "cursor", "view"])) {
    model.on(name, () => (frame ||= requestAnimationFrame(draw)));
  }
}

let drawn = "";

function draw() {
  frame = 0;
  if (model.document === null) {
    return;
  }
  const isOn = isOrdered(model);
  byId("order").setAttribute("aria-pressed", String(isOn));
  byId("progress").classList.toggle("ordered", isOn);
  // A cursor movement changes nothing here, and the count takes some time in long documents.
  const state = `${model.document.id} ${model.version} ${model.loaded} ${model.filter} ${isOn}`;
  if (state === drawn) {
    return;
  }
  drawn = state;
  if (isOn) {
    const { left, total } = leftInOrder(model);
    byId("left").textContent = `${left.toLocaleString("en")} of ${total.toLocaleString("en")} left`;
  }
  byId("estimate").textContent = estimateText(model);
}
