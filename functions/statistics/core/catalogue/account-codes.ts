import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { offeredForCodes } from './offered.ts';
import { rowsThat } from './populations.ts';
import { accountCode, external } from './tests.ts';
import { count } from './totals.ts';

const column = callColumns('Account Codes', 'count');
/** Numbers from 1, for columns of which the manual has several under one name. */
export const slotsTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Manual 12.2.1: codes are stored on any call and counted on external ones (rule set 1 §5). */
export const accountCodeColumns: readonly Statistic[] = slotsTo(10).map((slot) =>
  column([43, 16847], {
    id: `code${slot}`,
    name: `Code ${slot}`,
    templates: offeredForCodes,
    parameter: { kind: 'accountCode', slot },
    formula: count(rowsThat(external, accountCode(slot))),
    words: `Number of external calls on which account code ${slot} of the site was entered. Of several codes the last one counts.`,
  }),
);
