import assert from "node:assert/strict";
import { test } from "node:test";
import { ariaKeys, inForce } from "../../../main/resources/duiqi/server/page/state/strokes.js";

const KEYS = [" ", "c", "Shift+m", "?", "9", "Mod+z", "Alt+ArrowUp", "Enter", "F2"];

test("the setting changes only keys of a single character", () => {
  assert.deepEqual(inForce(KEYS, "on"), KEYS);
  assert.deepEqual(inForce(KEYS, "alt"), [" ", "Alt+c", "Alt+Shift+m", "Alt+?", "Alt+9", "Mod+z", "Alt+ArrowUp", "Enter", "F2"]);
  assert.deepEqual(inForce(KEYS, "off"), [" ", "Mod+z", "Alt+ArrowUp", "Enter", "F2"]);
});

test("keys for screen readers have the names of the specification", () => {
  assert.equal(ariaKeys([" ", "c"], false), "Space C");
  assert.equal(ariaKeys(["Mod+Shift+z", "Mod+y"], false), "Control+Shift+Z Control+Y");
  assert.equal(ariaKeys(["Mod+z"], true), "Meta+Z");
  assert.equal(ariaKeys(["Alt+ArrowUp", "+", "?"], false), "Alt+ArrowUp Plus ?");
  assert.equal(ariaKeys([], false), "");
});
