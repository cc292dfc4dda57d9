// Reports to the server where the user of this page is, so that the pages of other people show it.

import { model } from "../state/model.js";
import { PAGE } from "../state/people.js";
import { notify } from "./api.js";
import { path } from "./sync.js";

/** Pause after a movement of the cursor, and between two messages without movement; in milliseconds. */
const PAUSE = 400;
const REPEAT = 15_000;

let timer = 0;
let sent = "";

export function startPresence() {
  model.on("cursor", () => later(PAUSE));
  model.on("document", () => model.people.size > 0 && sent === "" && later(PAUSE));
  // A page that closes has no time for a pause.
  document.addEventListener("visibilitychange", send);
}

/** @param {number} delay */
function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(send, delay);
}

/** Sends the place. A hidden page counts as closed. */
function send() {
  const bead = document.hidden ? "" : model.row.bead;
  if (model.document === null || !model.canEdit || (bead === "" && sent === "")) {
    return;
  }
  sent = bead;
  // A message that is lost is repeated soon.
  notify(path("/presence"), { page: PAGE, bead: bead === "" ? null : bead });
  if (bead !== "") {
    later(REPEAT);
  }
}
