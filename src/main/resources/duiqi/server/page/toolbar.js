// The actions for a pair, in one line at any width: what has no room goes into a menu at the end, the rarest first.

import { byId, icon } from "./dom.js";
import { startMenu } from "./menu.js";

/** Which go into the menu first. */
const RAREST = ["mark", "unlink", "note", "down", "up", "split", "merge", "link", "edit"];
/** What the words about the pair need beside the actions, in pixels. */
const CONTEXT = 230;
const NARROW = 760;

let entries = [];
let fitted = "";

/** Begins with entries of {action, button, twin}: the button of the bar and that of the menu. */
export function startToolbar(all) {
  entries = all;
  byId("overflow").append(icon("more"));
  byId("actions").append(...entries.map(({ button }) => button));
  byId("overflow-menu").append(...entries.map(({ twin }) => twin));
  startMenu(byId("overflow"), byId("overflow-menu"));
  entries.forEach(({ button }, i) => (button.tabIndex = i === 0 ? 0 : -1));
  byId("actions").addEventListener("keydown", goAbout);
  new ResizeObserver(() => fitToolbar(true)).observe(byId("bottom"));
  document.fonts?.ready.then(() => fitToolbar(true));
}

/** Within the bar one goes by arrows, so that it is one stop for the Tab key. */
function goAbout(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const possible = entries.map(({ button }) => button).filter((button) => !button.disabled && !button.hidden);
  const at = possible.indexOf(document.activeElement);
  if (by && at >= 0) {
    event.preventDefault();
    event.stopPropagation();
    const next = possible[(at + by + possible.length) % possible.length];
    entries.forEach(({ button }) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }
}

/** Gives each action its place; those that are offered only at times do not count while they are not. */
export function fitToolbar(isForced = false) {
  const offered = entries.filter(({ action }) => !action.atTimes || action.when());
  const state = offered.map(({ action }) => action.id).join(" ");
  if (!isForced && state === fitted) {
    return;
  }
  fitted = state;
  const bar = byId("actions");
  const width = byId("bottom").clientWidth;
  const limit = width - 42 - (width < NARROW ? 0 : CONTEXT);
  const overflow = byId("overflow");
  entries.forEach(({ action, button, twin }) => {
    button.hidden = !offered.some((entry) => entry.action === action);
    twin.hidden = true;
  });
  overflow.hidden = true;
  bar.classList.remove("compact");
  bar.classList.toggle("compact", bar.offsetWidth > limit);
  for (const id of RAREST) {
    const rare = offered.find(({ action }) => action.id === id);
    if (rare && bar.offsetWidth + (overflow.hidden ? 0 : overflow.offsetWidth + 6) > limit) {
      rare.button.hidden = true;
      rare.twin.hidden = false;
      overflow.hidden = false;
    }
  }
}
