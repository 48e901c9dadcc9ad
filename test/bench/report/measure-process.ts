// Asks the product questions over bench files, in a process of its own so that its memory is its own, and prints one JSON object.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forPages } from '../../../functions/reports/report-rows.ts';
import { createRunExplain } from '../../../functions/reports/run-explain.ts';
import { createRunQuery } from '../../../functions/reports/run-query.ts';
import { ProblemError } from '../../../functions/runtime/problem.ts';
import { productOver } from './product.ts';
import { explainQuestion, mainQuestion, otherQuestions } from './questions.ts';
import { type Rounds, timed } from './rounds.ts';
import { config, scope } from './site.ts';

const [directory = '', spill = '', rounds = '5', which = 'main'] = process.argv.slice(2);
const deps = productOver(directory, spill, forPages);
const runQuery = createRunQuery(deps);
const runExplain = createRunExplain(deps);
const mebibytes = (kibibytes: number): number => Math.round(kibibytes / 1024);

const idleMiB = mebibytes(process.resourceUsage().maxRSS);
/** Null = given up, as the product stops what nobody waits for any more. */
const measured: Record<string, Rounds | null> = {};
const unlessStopped = (asked: Promise<Rounds>): Promise<Rounds | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'unavailable') return null;
    throw error;
  });
if (which === 'main') {
  measured.grouped = await timed(Number(rounds), () => runQuery(scope, config, mainQuestion));
  writeFileSync(join(spill, 'answer.json'), JSON.stringify(await runQuery(scope, config, mainQuestion)));
} else {
  for (const [name, question] of Object.entries(otherQuestions))
    measured[name] = await unlessStopped(timed(Number(rounds), () => runQuery(scope, config, question)));
  measured.explain = await unlessStopped(timed(Number(rounds), () => runExplain(scope, { version: 1, config }, explainQuestion)));
}
console.log(JSON.stringify({ measured, idleMiB, peakMiB: mebibytes(process.resourceUsage().maxRSS) }));
process.exit(0);
