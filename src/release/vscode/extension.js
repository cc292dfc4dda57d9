// Starts duiqi lsp for the files of a project.

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** Files with translation units, and texts whose counterpart duiqi finds by its name. */
const FILES =
  "**/*.{tmx,xlf,xliff,sdlxliff,mqxliff,mxliff,po,csv,tsv,json,arb,yml,yaml,properties,xml,xcstrings,strings,stringsdict,resx,ts,md,txt}";

let client;

async function start() {
  const command = workspace.getConfiguration("duiqi").get("command");
  client = new LanguageClient(
    "duiqi",
    "duiqi",
    { command, args: ["lsp"] },
    { documentSelector: [{ scheme: "file", pattern: FILES }] },
  );
  try {
    await client.start();
  } catch (failure) {
    window.showErrorMessage(`duiqi: cannot start "${command} lsp" (${failure.message}). Install duiqi, or set duiqi.command.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  // A server that has not started cannot be stopped.
  await running?.stop().catch(() => {});
}

exports.activate = (context) => {
  context.subscriptions.push(
    commands.registerCommand("duiqi.restart", async () => {
      await stop();
      await start();
    }),
  );
  return start();
};

exports.deactivate = stop;
