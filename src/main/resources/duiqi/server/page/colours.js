// Probabilities as colours. From orange through sand to a quiet blue: apart for all common kinds of colour blindness, and the
// doubtful is what stands out. The stops are in the style sheet, so that they follow the theme.

let stops = null;
const STEPS = 100;
let ramp = [];

/** Forgets the colours, as the theme has changed. */
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
  // Half of the range of probabilities says "wrong"; the differences that matter lie between 0.5 and 1.
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

/** How sure that is, in words and figures. */
export function percent(probability) {
  // 99.6 % is not 100 %.
  return `${probability === 1 ? 100 : Math.min(99, Math.round(probability * 100))}%`;
}
