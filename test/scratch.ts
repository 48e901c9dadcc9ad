import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs once around all tests: what they and the processes they kill leave behind goes with the run. */
export default (): (() => void) => {
  const directory = mkdtempSync(join(tmpdir(), 'trunkline-test-'));
  process.env.TMPDIR = directory;
  return () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
};
