// The theme: light, dark or that of the system. The choice is stored in the browser.

import { forgetColours } from "./colours.js";

const KEPT = "duiqi.theme";
/** @typedef {"auto" | "light" | "dark"} Theme */

/** @type {Theme[]} */
const THEMES = ["auto", "light", "dark"];
export const THEME_NAMES = { auto: "Colours of the system", light: "Light colours", dark: "Dark colours" };
/** @type {((theme: Theme) => void)[]} */
const listeners = [];

export function theme() {
  const kept = localStorage.getItem(KEPT);
  return THEMES.find((name) => name === kept) ?? "auto";
}

/** @param {(theme: Theme) => void} listener */
export function onTheme(listener) {
  listeners.push(listener);
}

/** Sets the next theme and returns its name. */
export function nextTheme() {
  localStorage.setItem(KEPT, THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  applyTheme();
  return THEME_NAMES[theme()];
}

export function applyTheme() {
  const isDark = theme() === "dark" || (theme() === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  forgetColours();
  listeners.forEach((listener) => listener(theme()));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
