import { z } from 'zod';

const rounds = z.object({ coldMs: z.number(), medianMs: z.number(), rounds: z.array(z.number()), cpuMs: z.number() });
/** What `measure-process.ts` prints. */
export const measured = z.object({ measured: z.record(z.string(), rounds.nullable()), idleMiB: z.number(), peakMiB: z.number() });
export type Measured = z.output<typeof measured>;
