// Waits until the page has done what it was told, and answers with what it shows and what is wrong with it.
const done = arguments[arguments.length - 1];
(async () => {
  const { model } = await import("/assets/state/model.js");
  const { list } = await import("/assets/rows/list.js");
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const isAtRest = () => model.document !== null && model.loaded && !(model.waiting > 0) && model.document.busy === null;
  // A hidden tab has no frames, and a busy machine has late ones.
  const frame = () => Promise.race([new Promise((resolve) => requestAnimationFrame(resolve)), pause(document.hidden ? 250 : 3000)]);
  // Rows move until the page has measured all of them.
  const places = () =>
    [...document.querySelectorAll("#rows > .row")]
      .map((element) => element.getBoundingClientRect())
      .map(({ top, height }) => `${top} ${height}`)
      .join();
  // Work may begin and end while the page measures its rows: a step of the server, or the texts of rows that come into
  // view. The page draws the rows of a new version in the next frame.
  const end = Date.now() + 30_000;
  let seen;
  do {
    seen = model.version;
    while (!isAtRest() && Date.now() < end) {
      await pause(10);
    }
    await frame();
    for (let before = null, after = places(), rounds = 0; before !== after && rounds < 100; rounds++) {
      await frame();
      before = after;
      after = places();
    }
  } while ((!isAtRest() || model.version !== seen) && Date.now() < end);
  const faults = isAtRest()
    ? []
    : [`the page does not come to rest: loaded ${model.loaded}, ${model.waiting} steps without an answer, busy ${model.document?.busy}`];
  const ids = (sentences) => sentences.map(({ id }) => id).join(" ");
  for (const element of document.querySelectorAll("#rows > .row")) {
    const row = model.rows[element.number];
    for (const side of ["source", "target"]) {
      const shown = [...element.querySelectorAll(`.cell.${side} > [data-sentence]`)];
      if (shown.map((sentence) => sentence.dataset.sentence).join(" ") !== ids(row[side])) {
        faults.push(`row ${element.number + 1} does not show its sentences of the ${side}`);
      }
      shown.forEach((sentence, i) => {
        const text = sentence.querySelector(".text")?.textContent;
        if (text !== undefined && text !== row[side][i]?.text) {
          faults.push(`row ${element.number + 1} shows another text: ${text}`);
        }
      });
    }
    if (Number(element.getAttribute("aria-rowindex")) !== element.number + 1) {
      faults.push(`row ${element.number + 1} tells another number`);
    }
  }
  if (list.elements.size !== document.querySelectorAll("#rows > *").length) {
    faults.push("rows are left in the page that nobody knows of");
  }
  if (document.activeElement === document.body && !document.getElementById("app").hidden) {
    faults.push("the focus is lost");
  }
  if (model.online && model.rows.length < 1000) {
    const headers = { Authorization: `Bearer ${sessionStorage.getItem("duiqi.token")}` };
    const response = await fetch(`/api/documents/${model.document.id}/rows?from=0&count=5000`, { headers });
    const kept = response.ok ? await response.json() : { version: -1 };
    const plain = (rows) => JSON.stringify(rows.map(({ shown, height, extents, measured, ...row }) => row));
    if (kept.version === model.version && plain(kept.rows) !== plain(model.rows)) {
      faults.push("the page shows other rows than the server has");
    }
  }
  const { cursor, anchor, version, filter, online } = model;
  const { undo, redo, unsaved, changedOnDisk } = model.document;
  done(
    JSON.stringify({
      faults, cursor, anchor, version, filter, online, undo, redo, unsaved, changedOnDisk,
      picked: [...model.picked], findings: model.findings, checking: model.checking ?? true,
      rows: model.rows.length < 1000 ? model.rows.map(({ extents, ...row }) => row) : [], length: model.rows.length,
    }),
  );
})().catch((error) => done(JSON.stringify({ faults: [String(error)] })));
