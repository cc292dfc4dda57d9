// The terms with several translations, in the glossary pane: keys make a translation preferred or forbidden, and go through its pairs.

import { say, warn } from "../dom/announce.js";
import { byId, el } from "../dom/dom.js";
import { forgetWords } from "../rows/words.js";
import { get, post } from "../server/api.js";
import { path } from "../server/sync.js";
import { languageName, languageOf, model } from "../state/model.js";
import { isGlossaryOpen, refused, toggleGlossary } from "./glossary.js";
import { goTo } from "./move.js";
import { replaceTranslation } from "./replace.js";

/** @import { Row } from "../state/types.js" */

/**
 * @typedef {{ text: string, units: number, beads: string[] }} Variant
 * @typedef {{ term: string, translations: Variant[] }} VariantRow
 */

/** @type {Record<string, string>} */
const STATUSES = { p: "preferred", f: "forbidden" };

export function startVariants() {
  byId("variants").addEventListener("keydown", (event) => {
    const by = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 })[event.key];
    if (by !== undefined) {
      buttons()[buttons().indexOf(/** @type {HTMLElement} */ (event.target)) + by]?.focus();
      event.preventDefault();
    }
  });
}

const buttons = () => [.../** @type {NodeListOf<HTMLElement>} */ (byId("variants").querySelectorAll("button"))];

/** Opens the glossary pane with the terms that have odd translations, and focuses the first odd one. */
export async function showVariants() {
  if (!isGlossaryOpen()) {
    toggleGlossary();
  }
  byId("variants-part").hidden = false;
  byId("glossary").scrollTop = 0;
  byId("variants").replaceChildren(el("li", { class: "none" }, "duiqi is comparing the translations …"));
  try {
    /** @type {{ variants: VariantRow[] }} */
    const { variants } = await get(path("/variants"));
    const none = el("li", { class: "none" }, "No term has odd translations.");
    byId("variants").replaceChildren(...(variants.length > 0 ? variants.map(item) : [none]));
    buttons()[1]?.focus();
    say(`${variants.length} ${variants.length === 1 ? "term has" : "terms have"} several translations`);
  } catch (error) {
    refused(error);
  }
}

/** @param {VariantRow} row */
const item = ({ term, translations }) =>
  el(
    "li",
    {},
    el("div", { class: "term", lang: languageOf("source") }, term),
    translations.map((variant, i) => translation(term, variant, i > 0, translations[0].text)),
  );

/**
 * Returns whether words are in sentences.
 *
 * @param {{ text: string }[]} sentences
 * @param {string} words
 */
const has = (sentences, words) => words !== "" && sentences.some(({ text }) => text.toLowerCase().includes(words.toLowerCase()));

/**
 * Returns the rows with a translation of a term, in order. The server names only the first ones.
 *
 * @param {string} term
 * @param {Variant} variant
 */
const rowsOf = (term, { text, beads }) =>
  [...model.rows.keys()].filter((at) => {
    const { bead, source, target } = model.rows[at];
    return beads.includes(bead) || (has(source, term) && has(target, text));
  });

/**
 * @param {string} term
 * @param {Variant} variant
 * @param {boolean} isOdd
 * @param {string} usual the usual translation
 */
function translation(term, variant, isOdd, usual) {
  const { text, units, beads } = variant;
  const words = text === "" ? el("em", {}, "other words") : el("span", { lang: languageOf("target") }, text);
  const status = el("span", { class: "status" }, isOdd ? "odd" : "usual");
  const button = el(
    "button",
    { type: "button", class: `translation ${isOdd ? "odd" : ""}` },
    words,
    el("span", {}, units === 1 ? "1 pair" : `${units} pairs`),
    status,
  );
  button.addEventListener("click", () => {
    const rows = rowsOf(term, variant);
    const row = rows.find((at) => at > model.cursor.row) ?? rows[0];
    row === undefined ? warn("this pair no longer exists", "Load the terms again") : goTo(row, "centre");
  });
  button.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if ((key === "r" || key in STATUSES) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // The keys of the editor do not apply.
      event.preventDefault();
      const preferred = button.closest("li")?.querySelector(".preferred [lang]")?.textContent;
      const isOfTerm = (/** @type {Row} */ { bead, source }) => beads.includes(bead) || has(source, term);
      key === "r" ? replaceTranslation(text, preferred ?? usual, term, isOfTerm) : add(term, text, STATUSES[key], status);
    }
  });
  return button;
}

/**
 * @param {string} term
 * @param {string} text
 * @param {string} status
 * @param {HTMLElement} sign
 */
async function add(term, text, status, sign) {
  if (text === "") {
    warn("it is not clear which words translate the term", "Go to the pair and select them");
    return;
  }
  const isFromChinese = languageName("source") === "Chinese";
  try {
    await post(path("/terms"), { zh: isFromChinese ? term : text, en: isFromChinese ? text : term, status, note: "" });
    sign.textContent = status;
    sign.parentElement?.classList.add(status);
    say(`${term} = ${text}: ${status}`);
    forgetWords();
  } catch (error) {
    refused(error);
  }
}
