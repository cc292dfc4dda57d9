import assert from "node:assert/strict";
import { test } from "node:test";
import { addressIn, fragmentOf, tokenIn } from "../../../main/resources/duiqi/server/page/state/address.js";

test("an address names a document and a row", () => {
  for (const name of ["main", "合同 2", "a/b", "50% of it", "x#y?z"]) {
    assert.deepEqual(addressIn(fragmentOf(name)), { name, row: null });
    assert.deepEqual(addressIn(fragmentOf(name, 12)), { name, row: 12 });
  }
  assert.equal(fragmentOf("a b", 3), "#/d/a%20b/row/3");
});

test("other fragments are no addresses", () => {
  for (const fragment of ["", "#/", "#token=abc", "#/d/", "#/d/a/row/x", "#/d/%E4%B8/row/1", "#/e/a", "#/d/a/row/12345678901"]) {
    assert.equal(addressIn(fragment), null, fragment);
  }
  assert.deepEqual(addressIn("#/d/a/row/0"), { name: "a", row: 1 });
});

test("a token is found in the printed URL or alone", () => {
  const token = "abcdefghij_0123456789-ABCDEFGHIJKLMNOPQRSTUVW";
  assert.equal(tokenIn(`http://127.0.0.1:7737/#token=${token}`), token);
  assert.equal(tokenIn(` ${token}\n`), token);
  for (const text of ["", "short", "http://127.0.0.1:7737/", `http://127.0.0.1:7737/${token}`, "two words that are long enough!"]) {
    assert.equal(tokenIn(text), null, text);
  }
});
