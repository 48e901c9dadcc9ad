import { writeFileSync } from 'node:fs';
import { statisticsPage } from './statistics-page.ts';

/** Writes docs/statistics.md: `npx tsx functions/statistics/write-statistics.ts`. A test fails when it is out of date. */
writeFileSync(new URL('../../docs/statistics.md', import.meta.url), statisticsPage());
