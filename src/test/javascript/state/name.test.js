import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanName, MAX_NAME } from "../../../main/resources/duiqi/server/page/state/name.js";

test("keeps letters of any script on one line", () => {
  assert.equal(cleanName("  李\u0000\n  Ann \u202e Ó'Brien "), "李 Ann Ó'Brien");
  assert.equal(cleanName("\u200b\t"), "");
});

test("limits the length in code points", () => {
  assert.equal([...cleanName("𠮷".repeat(200))].length, MAX_NAME);
});
