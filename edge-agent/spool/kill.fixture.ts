import { openDirectorySpool } from './open-directory-spool.ts';
import { lineEvent } from './testing.ts';

/** Appends without end and prints the last durable number, until it is killed. Argument: the directory. */
const spool = await openDirectorySpool(process.argv[2] ?? '', { limitBytes: 100_000_000, segmentBytes: 20_000, commitEveryMs: 1 });
for (let n = spool.status().lastSeq + 1; ; n += 1) {
  spool.append(lineEvent(`e${n}`));
  if (n % 7 !== 0) continue;
  await spool.flush();
  process.stdout.write(`${spool.status().durableSeq}\n`);
}
