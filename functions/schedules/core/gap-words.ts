import { localText } from './local-text.ts';

interface Gap {
  readonly cause: 'linkDown' | 'agentDown' | 'numbersLost' | 'nodeDown' | 'notHeard';
  readonly startedAt: string;
  readonly endedAt: string | null;
}

const causes: Readonly<Record<Exclude<Gap['cause'], 'notHeard'>, string>> = {
  linkDown: 'the link to the telephone system was down',
  agentDown: 'nothing was listening to the telephone system',
  numbersLost: 'messages of the telephone system were lost',
  nodeDown: 'a part of the telephone system was down',
};
/** More of them are counted. */
const told = 3;

/** What could not be known of a report's range, for whoever reads the mail. That a site is silent is said by the run itself. */
export const gapWords = (gaps: readonly Gap[], zone: string): readonly string[] => {
  const known = gaps.flatMap(({ cause, startedAt, endedAt }) => {
    if (cause === 'notHeard') return [];
    const until = endedAt === null ? 'on' : `to ${localText(Date.parse(endedAt), zone)}`;
    return [`Not known: from ${localText(Date.parse(startedAt), zone)} ${until}, ${causes[cause]}.`];
  });
  return known.length <= told ? known : [...known.slice(0, told), `There are ${known.length - told} more such stretches.`];
};
