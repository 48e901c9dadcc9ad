import { plural } from '../../time/core/format.ts';
import type { Applied, SiteResult } from './types.ts';

export const resultWords: Readonly<Record<SiteResult, { readonly good: boolean; readonly word: string }>> = {
  made: { good: true, word: 'Board made' },
  updated: { good: true, word: 'Updated' },
  same: { good: true, word: 'As it was' },
  forked: { good: true, word: 'Goes its own way' },
  gone: { good: true, word: 'Board is gone' },
  refused: { good: false, word: 'Refused' },
  failed: { good: false, word: 'Failed' },
};

export const isGood = ({ result }: Pick<Applied, 'result'>): boolean => resultWords[result].good;

/** `5 sites`, or `3 of 5 sites; 2 failed` */
export const tallyWords = (results: readonly Applied[]): string => {
  const failures = results.filter((each) => !isGood(each)).length;
  return failures === 0
    ? plural(results.length, 'site')
    : `${results.length - failures} of ${plural(results.length, 'site')}; ${failures} failed`;
};
