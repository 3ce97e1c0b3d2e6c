// Parses Bicep files with its grammar and prints, as JSON, what is no Bicep in each: bicep-tree.mjs NODE_MODULES FILE…
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(modules);
const { Language, Parser } = require('web-tree-sitter');

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

function* problems(node) {
  if (node.isError || node.isMissing) yield `line ${node.startPosition.row + 1}: ${node.isMissing ? 'lacks ' : ''}${node.type}`;
  else if (node.hasError) for (const child of node.children) yield* problems(child);
}

const found = files.map(file => [file, [...problems(parser.parse(readFileSync(file, 'utf8')).rootNode)]]);
process.stdout.write(JSON.stringify(Object.fromEntries(found)));
