import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A benchmark: `<name>.bench.ts` beside this file. `run` states size, median and what it compared itself with in the same run. */
export interface Bench {
  readonly run: (args: readonly string[]) => Promise<Record<string, unknown>>;
}

const here = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};

const main = async (argv: readonly string[]): Promise<number> => {
  const [name, ...args] = argv.filter((arg) => arg !== '--json');
  if (name === undefined || !names.includes(name)) {
    console.error(`bench: name one of ${names.join(', ')}, e.g. npm run -s bench -- ${names[0] ?? 'engine'} --json`);
    return 2;
  }
  const { run } = (await import(join(here, `${name}.bench.ts`))) as Bench;
  const result = { bench: name, date: new Date().toISOString(), machine, ...(await run(args)) };
  console.log(argv.includes('--json') ? JSON.stringify(result) : JSON.stringify(result, null, 2));
  return 0;
};

process.exit(await main(process.argv.slice(2)));
