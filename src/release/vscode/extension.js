// Starts duiqi lsp for the files of a project, and asks for the words that its commands need.

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** Files with translation units, and texts whose counterpart duiqi finds by its name. */
const FILES =
  "**/*.{tmx,xlf,xliff,sdlxliff,mqxliff,mxliff,po,csv,tsv,json,arb,yml,yaml,properties,xml,xcstrings,strings,stringsdict,resx,ts,md,txt}";

let client;

/** Returns the arguments of a command with the words that only the user knows; undefined if the user gives none. */
async function withAnswers(command, [uri, first, second, third]) {
  if (command === "duiqi.ignore") {
    const reason = third || (await window.showInputBox({ prompt: `Reason to ignore this ${first}` }));
    return reason && [uri, first, second, reason];
  }
  const chinese = first || (await window.showInputBox({ prompt: `Chinese for "${second}"` }));
  const english = chinese && (second || (await window.showInputBox({ prompt: `English for "${chinese}"` })));
  return english && [uri, chinese, english, "preferred"];
}

/** Runs a command of a correction, or of a line above the text. */
async function execute(command, words, next) {
  if (command === "duiqi.showPlaces") {
    return next(command, words);
  }
  const all = await withAnswers(command, words);
  return all && next(command, all);
}

async function start() {
  const command = workspace.getConfiguration("duiqi").get("command");
  client = new LanguageClient(
    "duiqi",
    "duiqi",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", pattern: FILES }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/{duiqi.toml,glossary/**,*.tmx}") },
      middleware: { executeCommand: execute },
    },
  );
  try {
    await client.start();
  } catch {
    // The client has shown the reason.
    window.showErrorMessage(`duiqi: cannot start "${command} lsp"; install duiqi, or set duiqi.command`);
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
