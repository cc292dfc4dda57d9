// Connects the page again after duiqi was restarted with another token. A new page passes its token to the open pages of the
// same server, so that they go on by themselves; other sites cannot read it.

import { sentence, warn } from "../dom/announce.js";
import { showInstead } from "../dom/dialogs.js";
import { byId, el } from "../dom/dom.js";
import { get, keepToken, Refusal, takeToken } from "../server/api.js";
import { tokenIn } from "../state/address.js";
import { model } from "../state/model.js";

const channel = new BroadcastChannel("duiqi");

let isLocked = false;
/** @type {() => unknown} */
let goOn = () => {};

/**
 * @param {() => unknown} connected runs when the page has access again
 * @returns {boolean} false if the page has no token
 */
export function startConnecting(connected) {
  goOn = connected;
  channel.addEventListener("message", ({ data }) => isLocked && typeof data === "string" && connect(data));
  const token = takeToken();
  if (token !== null) {
    channel.postMessage(token);
  }
  return token !== null;
}

/**
 * Asks for the URL that duiqi printed. The texts and a sentence that is being edited stay visible.
 *
 * @param {string} problem
 */
export function askForAccess(problem) {
  isLocked = true;
  const field = el("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": "URL that duiqi printed",
    placeholder: "…/#token=…",
  });
  const form = el("form", {}, el("label", {}, "URL that “duiqi review” printed ", field), " ", el("button", { class: "primary" }, "Connect"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    pasted(field.value);
  });
  if (model.document === null) {
    showInstead(
      problem,
      "All your changes are on disk. Open the URL that “duiqi review” printed, including the part after #, or paste it here.",
      form,
    );
  } else {
    model.setOnline(false);
    byId("connect").replaceChildren(
      `${sentence(problem)} All your changes are on disk. Paste the URL that it printed, or open it in another tab. `,
      form,
    );
    byId("connect").hidden = false;
  }
}

/** @param {string} text */
function pasted(text) {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const token = tokenIn(text);
  if (url !== null && url.origin !== location.origin && token !== null) {
    // duiqi listens on another port now.
    location.assign(url);
  } else if (token === null) {
    warn("this is not the URL of the review page", "Copy the whole line that duiqi printed, including the part after #");
  } else {
    connect(token);
  }
}

/** @param {string} token */
async function connect(token) {
  const before = keepToken(token);
  try {
    await get("documents");
  } catch (error) {
    keepToken(before);
    if (error instanceof Refusal) {
      warn(error.status === 401 ? "this URL belongs to another start of duiqi" : error.message, "Copy the URL of the running duiqi");
      return;
    }
    throw error;
  }
  isLocked = false;
  byId("connect").hidden = true;
  byId("instead").hidden = true;
  await goOn();
}
