// Creates elements. Strings always become text, never markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An attribute, or a listener if the name is "on" and the name of an event. False, null and undefined attributes are omitted.
 *
 * @typedef {string | number | boolean | null | undefined | EventListenerObject["handleEvent"]} Attribute
 */

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * Creates an element with attributes and children. Strings and numbers become text; false, null and undefined are omitted.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {(Child | Child[])[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  set(element, attributes);
  const present = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  element.append(.../** @type {(Node | string)[]} */ (present));
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {Node[]} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, Attribute>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) {
      continue;
    }
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

/**
 * Returns an element of the page. Throws if the page has no element of this type with the id.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [type] for example HTMLInputElement
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (element === null || (type && !(element instanceof type))) {
    throw new Error(`the page has no ${type?.name ?? "element"} "${id}"`);
  }
  return /** @type {T} */ (/** @type {Element} */ (element));
}

/**
 * Returns whether keys typed in an element are text, not commands.
 *
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox]):not([type=range]), textarea, select") !== null;
}

/** Paths of the icons in a square of 20 units. */
const PATHS = {
  undo: "M4 8h8a4 4 0 0 1 0 8H7M4 8l4-4M4 8l4 4",
  redo: "M16 8H8a4 4 0 0 0 0 8h5M16 8l-4-4M16 8l-4 4",
  find: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M13 13l4 4",
  glossary: "M4 4h5a1.5 1.5 0 0 1 1.5 1.5V16A1.5 1.5 0 0 0 9 15H4zM17 4h-5a1.5 1.5 0 0 0-1.5 1.5V16A1.5 1.5 0 0 1 12 15h5z",
  help: "M7.5 8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 15v.2",
  auto: "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14",
  light: "M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4",
  dark: "M16 12.5A6.5 6.5 0 0 1 7.5 4a6.5 6.5 0 1 0 8.5 8.5z",
  order: "M4 5h12M4 10h8M4 15h4",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  close: "M5 5l10 10M15 5L5 15",
  up: "M5 12l5-5 5 5",
  down: "M5 8l5 5 5-5",
};

/**
 * Creates an icon. Screen readers ignore it, so its parent needs a label.
 *
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 20 20", class: `icon icon-${name}`, "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}
