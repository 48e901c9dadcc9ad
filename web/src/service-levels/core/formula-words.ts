import type { Formula, Level, LevelVersion } from '../service-levels-api.ts';

export const formulaIds: readonly Formula[] = ['F1', 'F2', 'F3', 'F4', 'F5'];

interface FormulaWords {
  readonly name: string;
  /** What it counts. */
  readonly words: string;
  /** Who else tells it so. */
  readonly usedBy: string;
}
export const formulaWords: Readonly<Record<Formula, FormulaWords>> = {
  F1: {
    name: 'Giving up early is good',
    words: 'Answered or lost within the target, of all answered and lost calls.',
    usedBy: 'Amazon Connect (which adds call-backs); Cisco calls it “abandoned positive”.',
  },
  F2: {
    name: 'Lost calls count nowhere',
    words: 'Answered within the target, of all answered calls.',
    usedBy: 'QueueMetrics, as “SLA”.',
  },
  F3: {
    name: 'Every lost call is bad',
    words: 'Answered within the target, of all answered and lost calls.',
    usedBy: 'Cisco, “abandoned negative”; QueueMetrics, “inclusive SLA”. What a new site has here.',
  },
  F4: {
    name: 'Giving up early counts nowhere',
    words: 'Answered within the target, of all answered calls and those lost after it.',
    usedBy: 'Bright Pattern and CxEngage; Cisco, “abandoned ignored”.',
  },
  F5: {
    name: 'Giving up at once is good',
    words: 'Answered within the target, or lost before the abandoned limit, of all answered and lost calls.',
    usedBy: 'Those who take very short waits for misdialled calls.',
  },
};

/** The fraction with its numbers: `(860 + 20) ÷ (1,000 + 60)`. */
export const fractionOf = (formula: Formula, level: Level): string => {
  const text = (value: number): string => value.toLocaleString('en-GB');
  const { answered, abandoned, answeredWithin, abandonedWithin, abandonedShort } = level;
  const all = `(${text(answered)} + ${text(abandoned)})`;
  switch (formula) {
    case 'F1':
      return `(${text(answeredWithin)} + ${text(abandonedWithin)}) ÷ ${all}`;
    case 'F2':
      return `${text(answeredWithin)} ÷ ${text(answered)}`;
    case 'F3':
      return `${text(answeredWithin)} ÷ ${all}`;
    case 'F4':
      return `${text(answeredWithin)} ÷ (${text(answered)} + ${text(abandoned - abandonedWithin)})`;
    case 'F5':
      return `(${text(answeredWithin)} + ${text(abandonedShort)}) ÷ ${all}`;
  }
};

/** `2026-04-01` as reports print days: `01/04/2026`. */
const dayText = (day: string): string => day.split('-').reverse().join('/');

export const versionWords = ({ formula, seconds, from }: Pick<LevelVersion, 'formula' | 'seconds' | 'from'>): string =>
  `${formula} within ${seconds} s, ${from === null ? 'since ever' : `from ${dayText(from)} on`}`;
