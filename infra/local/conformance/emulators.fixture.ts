import { openAwsEmulators } from '../aws-emulators.ts';

/** The emulators in a process of their own, to be killed: `emulators.fixture.ts DIR` prints `{"endpoint","credentials"}` when they answer. */
const [dataDir = ''] = process.argv.slice(2);
const emulators = await openAwsEmulators({ dataDir, sync: true, now: Date.now, log: console.error });
const endpoint = await emulators.listen(0, async (_req, res) => void res.writeHead(404).end());
process.stdout.write(`${JSON.stringify({ endpoint, credentials: emulators.credentials })}\n`);
