// Colours of probabilities, from orange through sand to blue. They are distinct for all common kinds of colour blindness, and
// low probabilities are the most visible. The colours are in the style sheet, so that they depend on the theme.

let stops = null;
const STEPS = 100;
let ramp = [];

/** Discards the colours after a change of theme. */
export function forgetColours() {
  stops = null;
}

function read() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => {
    const hex = style.getPropertyValue(name).trim();
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  };
  stops = { low: colour("--doubt"), middle: colour("--unsure"), high: colour("--sure") };
  ramp = Array.from({ length: STEPS + 1 }, (_, i) => mix(i / STEPS));
}

function mix(probability) {
  // Pairs with a probability below 0.4 are wrong. Only differences above 0.4 need different colours.
  const [from, to, share] =
    probability < 0.8
      ? [stops.low, stops.middle, Math.max(0, (probability - 0.4) / 0.4)]
      : [stops.middle, stops.high, Math.min(1, (probability - 0.8) / 0.15)];
  return `rgb(${from.map((value, i) => Math.round(value + (to[i] - value) * share)).join(" ")})`;
}

export function colourOf(probability) {
  if (stops === null) {
    read();
  }
  return ramp[Math.round(Math.max(0, Math.min(1, probability)) * STEPS)];
}

export function named(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Formats a probability in percent. */
export function percent(probability) {
  // 99.6% must not become 100%.
  return `${probability === 1 ? 100 : Math.min(99, Math.round(probability * 100))}%`;
}
