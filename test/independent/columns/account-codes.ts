import { sqlText } from '../question.ts';
import { type Columns, count } from './aggregates.ts';

/** Code 1 to 10: entry 43. External calls only; of a code the site does not have, none. */
export const accountCodes = (codes: readonly { readonly code: string }[]): Columns =>
  Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => {
      const code = codes[i]?.code;
      return [`code${i + 1}`, count(code === undefined ? 'false' : `external AND code = ${sqlText(code)}`)];
    }),
  );
