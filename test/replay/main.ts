import { readFileSync } from 'node:fs';
import { isEmit, replayTrace } from './replay-trace.ts';

const usage =
  'replay: give a trace file, e.g. npm run -s replay -- test/traces/inbound-ddi-answered.ndjson --emit segments|calls|status|events';

/** Prints NDJSON on standard output, everything else on standard error. Exit code 0 = read to the end, 2 = not a readable trace. */
export const main = async (given: readonly string[]): Promise<number> => {
  const args = given.flatMap((arg) => (arg.startsWith('--emit=') ? ['--emit', arg.slice('--emit='.length)] : [arg]));
  const at = args.indexOf('--emit');
  const emit = at < 0 ? 'segments' : (args[at + 1] ?? '');
  const files = args.filter((arg, index) => arg !== '--emit' && (at < 0 || index !== at + 1));
  const [file] = files;
  if (file === undefined || files.length !== 1 || file.startsWith('--') || !isEmit(emit)) {
    console.error(usage);
    return 2;
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    console.error(`replay: cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const { lines, diagnostics, exitCode } = replayTrace(text, emit);
  for (const diagnostic of diagnostics) console.error(`replay: ${diagnostic}`);
  if (lines.length > 0) await new Promise<void>((resolve) => process.stdout.write(`${lines.join('\n')}\n`, () => resolve()));
  return exitCode;
};
