// Prints the test files that failed, one a line, from the JSON report of vitest that is named: `node .ci/failed-files.mjs FILE`.
// None when the runner fell before it could write one.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const text = readFileSync(process.argv[2] ?? '', 'utf8');
const { testResults } = text === '' ? { testResults: [] } : JSON.parse(text);
for (const { name, status } of testResults) if (status === 'failed') console.log(relative(process.cwd(), name));
