// The bars above and below the texts: how far the work is, what there is to do, what of the row is worth knowing.

import { ACTIONS, isPossible, perform } from "./actions.js";
import { sentence } from "./announce.js";
import { colourOf, percent } from "./colours.js";
import { byId, el, icon } from "./dom.js";
import { reload } from "./files.js";
import { counts, KINDS } from "./filter.js";
import { shown, written } from "./keys.js";
import { list } from "./list.js";
import { closeMenus, startMenu } from "./menu.js";
import { model } from "./model.js";
import { nextTheme, onTheme } from "./theme.js";
import { fitToolbar, startToolbar } from "./toolbar.js";

let frame = 0;
let tally = null;
const buttons = [];

function button(action, content, className = "") {
  const keys = action.keys.map(written).join(", ");
  const title = [action.label, action.hint, keys && `(${keys})`].filter(Boolean).join(" ");
  const element = el("button", { type: "button", class: className, title, "aria-label": action.label, "aria-keyshortcuts": keys || false }, content);
  element.addEventListener("click", () => {
    perform(action.id);
    closeMenus();
  });
  // The list keeps the focus, so that keys go on working after a click.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  buttons.push([action, element]);
  return element;
}

const kbd = (key) => el("kbd", { "aria-hidden": "true" }, shown(key).join(" "));

export function startBars() {
  const content = (action) => [el("span", {}, action.short ?? action.label), kbd(action.keys[0])];
  startToolbar(
    ACTIONS.filter((action) => action.bar).map((action) => ({
      action,
      button: button(action, content(action), action.primary ? "primary" : ""),
      twin: button(action, content(action)),
    })),
  );
  for (const id of ["undo", "redo", "find", "glossary", "help"]) {
    const action = ACTIONS.find((other) => other.id === id);
    byId(`tool-${id}`).append(button(action, icon(id), "tool"));
  }
  const save = ACTIONS.find((action) => action.id === "save");
  byId("tool-save").append(button(save, "Save", "save"));
  const menu = ACTIONS.filter((action) => action.menu);
  byId("menu").append(...menu.map((action) => button(action, [el("span", {}, action.label), action.keys.length > 0 && kbd(action.keys[0])].filter(Boolean), action.begins ? "begins" : "")));
  byId("more").append(icon("more"));
  startMenu(byId("more"), byId("menu"));
  startCounts();
  startFilter();
  startTheme();
  byId("changed-reload").addEventListener("click", () => {
    // The button goes away, and the focus must not go with it.
    list.scroller.focus({ preventScroll: true });
    reload();
  });
  for (const name of ["document", "rows", "findings", "cursor", "view", "waiting"]) {
    model.on(name, () => later(name));
  }
}

/** What there is to do, always in sight; a click goes to the next. */
function startCounts() {
  for (const kind of ["doubtful", "findings"]) {
    const element = byId(`count-${kind}`);
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => perform(`next-${kind}`));
  }
}

function drawCounts() {
  const of = { doubtful: tally.doubtful, findings: model.findings.length };
  for (const [kind, count] of Object.entries(of)) {
    const element = byId(`count-${kind}`);
    element.hidden = count === 0;
    text(`count-${kind}`, `${count.toLocaleString("en")} ${kind === "findings" && count === 1 ? "finding" : kind}`);
    element.title = `Go to the next (${kind === "doubtful" ? "D" : "F"})`;
  }
}

function startFilter() {
  const filter = byId("filter");
  filter.append(...[{ id: "all", label: "All" }, ...KINDS].map(({ id, label }) => el("option", { value: id }, label)));
  filter.addEventListener("change", () => {
    model.setFilter(filter.value);
    list.scroller.focus({ preventScroll: true });
    list.reveal(model.cursor.row, "centre");
  });
}

function startTheme() {
  const toggle = byId("theme");
  toggle.addEventListener("click", nextTheme);
  onTheme((theme) => {
    toggle.replaceChildren(icon(theme));
    toggle.title = { auto: "Colours as the system has them", light: "Light colours", dark: "Dark colours" }[theme];
    toggle.setAttribute("aria-label", `${toggle.title}; click for the next`);
  });
}

function later(name) {
  if (name === "rows" || name === "findings" || name === "document") {
    tally = null;
  }
  if (frame === 0) {
    frame = requestAnimationFrame(draw);
  }
}

function text(id, value) {
  if (byId(id).textContent !== value) {
    byId(id).textContent = value;
  }
}

function draw() {
  frame = 0;
  const { document: of } = model;
  if (of === null) {
    return;
  }
  tally ??= counts(model);
  document.title = `${of.unsaved > 0 || !of.written ? "• " : ""}${of.name} – duiqi`;
  text("name", of.name);
  byId("name").title = `${of.source ?? of.memory} – ${of.target ?? ""}`;
  text("progress-text", `${tally.confirmed} of ${tally.all} confirmed`);
  byId("progress-bar").style.width = `${tally.all === 0 ? 0 : (100 * tally.confirmed) / tally.all}%`;
  const all = [{ id: "all", label: "All" }, ...KINDS];
  all.forEach(({ id, label }, i) => (byId("filter").options[i].textContent = `${label} (${tally[id].toLocaleString("en")})`));
  byId("filter").value = model.filter;
  byId("filter").classList.toggle("active", model.filter !== "all");
  drawState(of);
  drawNotices(of);
  drawCounts();
  drawContext();
  for (const [action, element] of buttons) {
    const possible = isPossible(action);
    element.disabled = !possible;
    if (action.id === "undo" || action.id === "redo") {
      const what = of[action.id];
      element.title = `${action.label}${what ? `: ${what}` : ""} (${written(action.keys[0])})`;
    }
  }
  fitToolbar();
  byId("empty").hidden = model.viewLength > 0;
  text("empty", model.rows.length === 0 ? "There are no sentences." : "No row is of this kind. Choose “All” above to see the rest.");
}

let keeping = 0;

function drawState(of) {
  const pending = model.waiting > 0;
  clearTimeout(keeping);
  const steps = of.unsaved === 1 ? "1 step" : `${of.unsaved} steps`;
  const kept = of.unsaved > 0 ? `Kept, not saved: ${steps}` : "Kept and saved";
  const whole = of.written ? kept : "Kept, not saved yet";
  if (pending) {
    // Most steps are kept in a blink, and then a flicker would only disturb.
    keeping = setTimeout(() => text("state", "Keeping …"), 250);
  } else {
    text("state", model.online ? whole : "Not connected");
  }
  byId("state").classList.toggle("off", !model.online);
  byId("tool-save").classList.toggle("due", !of.written || of.unsaved > 0);
  byId("state").title = `Each step is on disk at once. “Save” writes ${of.memory}.`;
}

function drawNotices(of) {
  byId("offline").hidden = model.online;
  byId("busy").hidden = of.busy === null;
  byId("trouble").hidden = !of.trouble || of.busy !== null;
  text("trouble", of.trouble ? `${sentence(of.trouble.problem)} ${sentence(of.trouble.remedy)}` : "");
  byId("changed").hidden = of.changedOnDisk.length === 0 || of.busy !== null;
  const texts = of.changedOnDisk.filter((what) => what !== "memory");
  byId("changed-reload").hidden = texts.length === 0;
  const names = of.changedOnDisk.map((what) => of[what] ?? what).join(", ");
  const then = texts.length > 0 ? "Taking it over keeps what you confirmed." : "Saving will offer to merge.";
  text("changed-text", `${names} changed on disk since the review began. ${then}`);
}

function drawContext() {
  const row = model.row;
  const count = model.selectedBeads.length;
  byId("swatch").style.background = row.confirmed ? "var(--confirmed)" : colourOf(row.probability);
  if (row.unloaded) {
    text("about", "");
  } else if (count > 1) {
    text("about", `${count} pairs selected`);
  } else {
    const line = model.sentence?.line;
    const sure = row.confirmed ? "Confirmed" : `${percent(row.probability)} sure`;
    const parts = [`Pair ${model.cursor.row + 1}`, row.type.replace("-", "–"), sure, line && `line ${line}`, row.pieces > 1 && "crossing"];
    text("about", parts.filter(Boolean).join(" · "));
  }
  const picked = model.picked.size;
  byId("picked").hidden = picked === 0;
  text("picked", `${picked} picked`);
}
