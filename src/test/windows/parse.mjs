// Parses PowerShell scripts with the grammar of tree-sitter. Fails if a script has an error of syntax.
//   node parse.mjs SCRIPT...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
parser.setLanguage(await Language.load(grammar));

const errors = (node) => (node.isError || node.isMissing ? [node] : node.children.flatMap(errors));
let failed = false;
for (const file of process.argv.slice(2)) {
    // The part of mvnw.cmd in PowerShell begins after this line.
    const script = readFileSync(file, 'utf8').split('begin powershell #>').pop();
    for (const { startPosition, text } of errors(parser.parse(script).rootNode)) {
        console.log(`${file}:${startPosition.row + 1}: ${text.slice(0, 80)}`);
        failed = true;
    }
}
process.exitCode = failed ? 1 : 0;
