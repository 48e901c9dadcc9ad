import { expect, it } from 'vitest';
import { createDice } from '../faults/seeds.ts';
import { familiesOf, names } from './call-families.ts';
import { sitesOf, tell, timeoutMs } from './calls-of-test.ts';
import { damage } from './line-faults.ts';
import { type Line, type Rows, rowsOfLines, simulateSite } from './simulated-site.ts';

type Dice = () => number;

/** What happens to the lines of the calls that are damaged; the lines of all others come as they are. */
const harms: readonly { readonly harm: string; readonly to: (line: Line, dice: Dice) => readonly Line[] }[] = [
  { harm: 'missing', to: () => [] },
  { harm: 'half missing', to: (line, dice) => (dice() < 0.5 ? [] : [line]) },
  { harm: 'damaged', to: (line, dice) => [{ ...line, rx: damage(line.rx, dice) }] },
  { harm: 'half damaged', to: (line, dice) => [dice() < 0.5 ? { ...line, rx: damage(line.rx, dice) } : line] },
  { harm: 'doubled', to: (line) => [line, line] },
];

/** Ids of the calls that nothing was done to. */
const unharmed = ({ calls }: Rows, ids: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...calls.values()].filter(({ pbxCallId }) => !ids.has(pbxCallId)).map(({ logicalCallId }) => logicalCallId));
/** Rows of these calls, as text. Ids that a damaged line made up are of no call here. */
const textOf = ({ calls, segments }: Rows, ids: ReadonlySet<string>): readonly string[] =>
  [...calls.values(), ...segments.values()]
    .filter(({ logicalCallId }) => ids.has(logicalCallId))
    .map((row) => JSON.stringify(row))
    .sort();
/** Rows that only one of the two has. */
const differences = (a: readonly string[], b: readonly string[]): readonly string[] => {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [...a.filter((row) => !inB.has(row)), ...b.filter((row) => !inA.has(row))];
};

it.each(harms)(
  'calls whose lines are $harm change nothing for the others',
  ({ harm, to }) => {
    const { calls, seeds } = sitesOf(160, 2);
    let compared = 0;
    for (const seed of seeds) {
      const { name, config, lines } = simulateSite(seed, calls);
      const dice = createDice(seed);
      const harmed = new Set(
        familiesOf(lines)
          .filter(() => dice() < 0.1)
          .flatMap((ids) => [...ids]),
      );
      const whole = rowsOfLines(config, lines);
      const ids = unharmed(whole, harmed);
      const rest = rowsOfLines(
        config,
        lines.flatMap((line) => (names(line, harmed) ? to(line, dice) : [line])),
      );
      const wanted = textOf(whole, ids);
      expect(differences(wanted, textOf(rest, ids)).slice(0, 2), name).toEqual([]);
      compared += wanted.length;
    }
    tell(`neighbours of calls ${harm}`, { compared });
    expect(compared).toBeGreaterThan(calls);
  },
  timeoutMs,
);
