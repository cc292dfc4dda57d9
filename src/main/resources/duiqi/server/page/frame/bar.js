// The bars above and below the texts: progress, open work, and details of the current row.

import { sentence } from "../dom/announce.js";
import { colourOfRow } from "../dom/colours.js";
import { byId, el, icon } from "../dom/dom.js";
import { startMenu } from "../dom/menu.js";
import { nextTheme, onTheme, THEME_NAMES } from "../dom/theme.js";
import { ACTIONS, actionOf, perform } from "../edit/actions.js";
import { list } from "../rows/list.js";
import { reload } from "../server/files.js";
import { OPENING } from "../server/sync.js";
import { certaintyText, percent } from "../state/certainty.js";
import { counts, foldText, KINDS } from "../state/filter.js";
import { languageName, model } from "../state/model.js";
import { progressOf, unsavedText } from "../state/saving.js";
import { button, characterKeySetting, drawButtons, entry, kbd, keysOf, labelButtons } from "./buttons.js";
import { fitToolbar, startToolbar } from "./toolbar.js";

/** @import { Action, DocumentState, ModelEvents } from "../state/types.js" */

let frame = 0;
/** @type {ReturnType<typeof counts> | null} */
let tally = null;

export function startBars() {
  /** @param {Action} action */
  const content = (action) => [el("span", {}, action.short ?? action.label), kbd(action)];
  startToolbar(
    ACTIONS.filter((action) => action.bar).map((action) => ({
      action,
      button: button(action, content(action), action.primary ? "primary" : ""),
      twin: entry(action),
    })),
  );
  for (const id of /** @type {const} */ (["undo", "redo", "find", "glossary", "help"])) {
    byId(`tool-${id}`).append(button(actionOf(id), icon(id), "tool"));
  }
  byId("tool-save").append(button(actionOf("save"), "Save", "save"));
  byId("menu").append(...ACTIONS.filter((action) => action.menu).map(entry), characterKeySetting(settingChanged));
  labelButtons();
  byId("more").append(icon("more"));
  startMenu(byId("more"), byId("menu"));
  startLegend();
  startCounts();
  startFilter();
  startTheme();
  byId("changed-reload").addEventListener("click", () => {
    // The button disappears, so the list takes the focus.
    list.scroller.focus({ preventScroll: true });
    reload();
  });
  for (const name of /** @type {const} */ (["document", "rows", "findings", "cursor", "view", "waiting"])) {
    model.on(name, () => later(name));
  }
}

/** Shows the legend of the colours above the bar. */
function startLegend() {
  // The list keeps the focus, so that keys still work after a click.
  byId("colours").addEventListener("mousedown", (event) => event.preventDefault());
  byId("legend").addEventListener("beforetoggle", () => {
    byId("legend-doubtful").textContent = `doubtful: below ${percent(model.opened.threshold)}`;
    byId("legend").style.bottom = `${innerHeight - byId("bottom").getBoundingClientRect().top + 4}px`;
  });
}

/** Shows the keys that apply now. */
function settingChanged() {
  fitToolbar(true);
  later("cursor");
}

/** Shows the numbers of doubtful pairs and findings. A click goes to the next one. */
function startCounts() {
  for (const kind of ["doubtful", "findings"]) {
    const element = byId(`count-${kind}`);
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => perform(`next-${kind}`));
  }
}

/** @param {number} doubtful number of doubtful pairs */
function drawCounts(doubtful) {
  const of = { doubtful, findings: model.findings.length };
  for (const [kind, count] of Object.entries(of)) {
    const element = byId(`count-${kind}`);
    element.hidden = count === 0;
    text(`count-${kind}`, `${count.toLocaleString("en")} ${kind === "findings" && count === 1 ? "finding" : kind}`);
    element.title = `Go to the next${keysOf(`next-${kind}`)}`;
  }
}

const filterField = () => byId("filter", HTMLSelectElement);

function startFilter() {
  const filter = filterField();
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
    later("cursor");
    toggle.replaceChildren(icon(theme));
    toggle.title = THEME_NAMES[theme];
    toggle.setAttribute("aria-label", `${toggle.title}; click to change`);
  });
}

/** @param {keyof ModelEvents} name */
function later(name) {
  if (name === "rows" || name === "findings" || name === "document") {
    tally = null;
  }
  if (frame === 0) {
    frame = requestAnimationFrame(draw);
  }
}

/**
 * @param {string} id
 * @param {string} value
 */
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
  const numbers = tally ?? counts(model);
  tally = numbers;
  document.title = `${of.unsaved > 0 || !of.written ? "• " : ""}${of.name} – duiqi`;
  text("name", of.name);
  text("column-source", `Source (${languageName("source")})`);
  text("column-target", `Target (${languageName("target")})`);
  byId("name").title = [...new Set([of.source ?? of.memory, of.target ?? ""])].join(" – ");
  text("progress-text", `${numbers.confirmed} of ${numbers.all} confirmed`);
  byId("progress-bar").style.width = `${numbers.all === 0 ? 0 : (100 * numbers.confirmed) / numbers.all}%`;
  const all = [{ id: "all", label: "All" }, ...KINDS];
  const filter = filterField();
  all.forEach(({ id, label }, i) => (filter.options[i].textContent = `${label} (${numbers[id].toLocaleString("en")})`));
  filter.value = model.filter;
  filter.classList.toggle("active", model.filter !== "all");
  drawState(of);
  drawNotices(of);
  drawCounts(numbers.doubtful);
  drawContext();
  drawButtons(of);
  fitToolbar();
  byId("empty").hidden = model.viewLength > 0 || of.busy === OPENING;
  text("empty", model.rows.length === 0 ? "The texts have no sentences." : "No pair matches the filter. Choose “All” above to show all pairs.");
}

let saving = 0;

/** @param {DocumentState} of */
function drawState(of) {
  const pending = model.waiting > 0;
  clearTimeout(saving);
  const saved = of.unsaved > 0 ? unsavedText(of.unsaved) : "Saved as TMX";
  const status = of.written ? saved : "Not saved as TMX";
  if (pending) {
    // Most steps are saved quickly. The delay avoids flicker.
    saving = setTimeout(() => text("state", "Autosaving …"), 250);
  } else {
    text("state", model.online ? progressOf(of.saving) || status : "Not connected");
  }
  byId("state").classList.toggle("off", !model.online);
  byId("tool-save").classList.toggle("due", !of.written || of.unsaved > 0);
  byId("state").title = `Every change is on disk. “Save” writes ${of.memory}.`;
}

/** @param {DocumentState} of */
function drawNotices(of) {
  byId("offline").hidden = model.online;
  byId("busy").hidden = of.busy === null || of.busy === OPENING;
  byId("problem").hidden = !of.failure || of.busy !== null;
  text("problem", of.failure ? `${sentence(of.failure.problem)} ${sentence(of.failure.remedy)}` : "");
  byId("changed").hidden = of.changedOnDisk.length === 0 || of.busy !== null;
  const texts = of.changedOnDisk.filter((what) => what !== "memory");
  byId("changed-reload").hidden = texts.length === 0;
  const names = [...new Set(of.changedOnDisk.map((what) => of[what] ?? what))].join(", ");
  const then = texts.length > 0 ? "Loading it keeps confirmed pairs and pairs set by hand." : "When you save, you can merge the changes.";
  text("changed-text", `${names} changed on disk. ${then}`);
}

function drawContext() {
  const row = model.row;
  const count = model.selectedBeads.length;
  byId("swatch").style.background = colourOfRow(row);
  if (row.unloaded) {
    text("about", row.folded === undefined ? "" : foldText(model, row));
  } else if (count > 1) {
    text("about", `${count} pairs selected`);
  } else {
    const parts = [`Pair ${model.cursor.row + 1}`, row.type.replace("-", "–"), certaintyText(row), row.pieces > 1 && "crossing"];
    text("about", parts.filter(Boolean).join(" · "));
  }
  const picked = model.picked.size;
  byId("picked").hidden = picked === 0;
  text("picked", `${picked} selected for linking`);
}
