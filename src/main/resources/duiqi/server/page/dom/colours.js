// Colours of probabilities, from orange through sand to blue. They are distinct for all common kinds of colour blindness, and
// low probabilities are the most visible. The colours are in the style sheet, so that they depend on the theme.

/** @import { Row } from "../state/types.js" */

const STEPS = 100;
/**
 * Colours of the probabilities 0 to 1 in STEPS steps; empty if they are not known.
 *
 * @type {string[]}
 */
let ramp = [];

/** Discards the colours after a change of theme. */
export function forgetColours() {
  ramp = [];
}

function read() {
  const colour = (/** @type {string} */ name) => [1, 3, 5].map((at) => parseInt(named(name).slice(at, at + 2), 16));
  const stops = { low: colour("--doubt"), middle: colour("--unsure"), high: colour("--sure") };
  ramp = Array.from({ length: STEPS + 1 }, (_, i) => mix(stops, i / STEPS));
}

/**
 * @param {{ low: number[], middle: number[], high: number[] }} stops red, green and blue
 * @param {number} probability
 */
function mix(stops, probability) {
  // Pairs with a probability below 0.4 are wrong. Only differences above 0.4 need different colours.
  /** @type {[number[], number[], number]} */
  const [from, to, share] =
    probability < 0.8
      ? [stops.low, stops.middle, Math.max(0, (probability - 0.4) / 0.4)]
      : [stops.middle, stops.high, Math.min(1, (probability - 0.8) / 0.15)];
  return `rgb(${from.map((value, i) => Math.round(value + (to[i] - value) * share)).join(" ")})`;
}

/** @param {number} probability */
export function colourOf(probability) {
  if (ramp.length === 0) {
    read();
  }
  return ramp[Math.round(Math.max(0, Math.min(1, probability)) * STEPS)];
}

/**
 * Returns the colour of a row.
 *
 * @param {Row} row
 */
export function colourOfRow(row) {
  if (row.confirmed) {
    return "var(--confirmed)";
  }
  return row.probability === null ? "var(--by-hand)" : colourOf(row.probability);
}

/**
 * Returns a colour of the style sheet in the current theme, such as "#8c3fb0".
 *
 * @param {string} name for example "--mark"
 */
export function named(name) {
  const root = document.documentElement;
  const [light, dark] = getComputedStyle(root).getPropertyValue(name).match(/#\w+/g) ?? [];
  return (root.dataset.theme === "dark" ? dark : light) ?? "";
}
