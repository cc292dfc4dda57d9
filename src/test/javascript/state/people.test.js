import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE, peopleByBead } from "../../../main/resources/duiqi/server/page/state/people.js";

test("other people are listed by their bead, without this page", () => {
  const people = [
    { page: PAGE, name: "我", bead: "b1" },
    { page: "p2", name: "Li", bead: "b3" },
    { page: "p3", name: "", bead: "b3" },
  ];
  assert.deepEqual([...peopleByBead(people)], [["b3", ["Li", "another page"]]]);
  assert.match(PAGE, /^[a-z0-9]{8,24}$/);
});
