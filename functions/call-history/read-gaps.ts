import type { Gap } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import type { SiteScope } from '../identity/types.ts';
import type { HistoryReader } from './read-history.ts';
import { restoreGap } from './stored-row.ts';

/** Gaps are few; this many at once. */
const pageRows = 1_000;

/** All gaps of a site that overlap [from, to), open ones included, by start. Epoch ms. */
export type ReadGaps = (owner: Pick<SiteScope, 'tenant' | 'site' | 'reseller'>, from: number, to: number) => Promise<readonly Gap[]>;

export const createReadGaps =
  (reader: Pick<HistoryReader, 'rows'>): ReadGaps =>
  async (owner, from, to) => {
    const gaps: Gap[] = [];
    for (let after: string | null = null; ; ) {
      const rows = await reader.rows(owner, 'GAP', 0, to, after === null ? null : { sk: after, inclusive: false }, pageRows);
      for (const { text } of rows) {
        const gap = restoreGap(text);
        const endedAt = gap.endedAt === null ? null : epochMs(Date.parse(gap.endedAt));
        if (endedAt === null || endedAt > from) gaps.push({ ...gap, startedAt: epochMs(Date.parse(gap.startedAt)), endedAt });
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageRows) return gaps;
      after = last.sk;
    }
  };
