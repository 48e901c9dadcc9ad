import { nine, plainEvent } from '../../functions/call-engine/core/testing/play.ts';
import { type CallEvent, callEventSchema } from '../../functions/domain/call-event.ts';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { between } from '../faults/seeds.ts';
import { type Line, translate } from './simulated-site.ts';

type Dice = () => number;
export interface LineFault {
  readonly name: string;
  /** Whether who was at a call at the same time can still be known. */
  readonly overlaps: boolean;
  /** Time itself runs backwards within calls. */
  readonly goesBack?: boolean;
  readonly apply: (lines: readonly Line[], dice: Dice) => readonly Line[];
}

const minute = 60_000;
const inOrder = (lines: readonly Line[]): readonly Line[] => lines.toSorted((a, b) => a.at - b.at);

/** What cables and terminals do to a line. */
const damages: readonly ((rx: string, dice: Dice) => string)[] = [
  (rx, dice) => rx.slice(0, between(dice, 0, rx.length)),
  (rx, dice) => rx.slice(between(dice, 1, rx.length)),
  (rx, dice) => {
    const at = between(dice, 0, rx.length - 1);
    return `${rx.slice(0, at)}\u{fffd}\u{7f}${rx.slice(at + 2)}`;
  },
  (rx) => `${rx}${rx}`,
  (rx) => rx.replaceAll(',', ''),
  (rx, dice) =>
    rx
      .split(',')
      .toSpliced(between(dice, 1, 5), 1)
      .join(','),
  (rx, dice) =>
    rx
      .split(',')
      .toSpliced(between(dice, 1, 5), 0, '')
      .join(','),
  (rx) => `${rx},surplus,fields,that,no,table,has`,
];
export const damage = (rx: string, dice: Dice): string => (damages[between(dice, 0, damages.length - 1)] ?? damages[0])?.(rx, dice) ?? '';

/** Later lines moved by so many ms, as when somebody sets the clock of the agent's machine. */
const jump = (lines: readonly Line[], at: number, ms: number): readonly Line[] =>
  lines.map((line, i) => (i < at ? line : { ...line, at: line.at + ms }));

export const lineFaults: readonly LineFault[] = [
  {
    name: 'doubled lines',
    overlaps: true,
    apply: (lines, dice) => lines.flatMap((line) => (dice() < 0.2 ? [line, { ...line, at: line.at + between(dice, 0, 40) }] : [line])),
  },
  { name: 'one line in a hundred missing', overlaps: false, apply: (lines, dice) => lines.filter(() => dice() >= 0.01) },
  {
    name: 'one line in a hundred damaged',
    overlaps: false,
    apply: (lines, dice) => lines.map((line) => (dice() < 0.01 ? { ...line, rx: damage(line.rx, dice) } : line)),
  },
  {
    name: 'neighbouring lines exchanged',
    overlaps: false,
    apply: (lines, dice) => {
      const texts = lines.map(({ rx }) => rx);
      for (let i = 1; i < texts.length; i++) if (dice() < 0.05) [texts[i - 1], texts[i]] = [texts[i] ?? '', texts[i - 1] ?? ''];
      return lines.map(({ at }, i) => ({ at, rx: texts[i] ?? '' }));
    },
  },
  {
    name: 'lines late by minutes',
    overlaps: false,
    apply: (lines, dice) => inOrder(lines.map((line) => (dice() < 0.01 ? { ...line, at: line.at + between(dice, 1, 20) * minute } : line))),
  },
  {
    name: 'copies minutes and hours later',
    overlaps: false,
    apply: (lines, dice) =>
      inOrder(lines.flatMap((line) => (dice() < 0.01 ? [line, { ...line, at: line.at + between(dice, 1, 300) * minute }] : [line]))),
  },
  {
    name: 'the clock is put forward',
    overlaps: true,
    apply: (lines, dice) => {
      let jumped = lines;
      for (let i = 0; i < 6; i++) jumped = jump(jumped, between(dice, 1, lines.length), between(dice, 1, 30) * minute);
      return jumped;
    },
  },
  {
    // An agent's clock runs on evenly while it lives, so this takes a restart on a machine whose clock was put back.
    name: 'the clock is put back',
    overlaps: false,
    goesBack: true,
    apply: (lines, dice) => {
      let jumped = lines;
      for (let i = 0; i < 6; i++) jumped = jump(jumped, between(dice, 1, lines.length), between(dice, -30, -1) * minute);
      return jumped;
    },
  },
];

/** Events in a new order with numbers anew; `before` = as they were numbered when copies were found. */
const numbered = (events: readonly CallEvent[], before: readonly CallEvent[]): readonly CallEvent[] => {
  const bySeq = new Map(before.map((event) => [event.seq, event]));
  const numbers = new Map(events.map((event, i) => [event, i + 1]));
  return events.map((event, i) => {
    const copied = event.copyOf === null ? undefined : bySeq.get(event.copyOf);
    return callEventSchema.parse({ ...event, seq: i + 1, copyOf: copied === undefined ? null : numbers.get(copied) });
  });
};

const linkState = (at: number, state: string, resync: string | null = null): CallEvent => {
  const told = { kind: 'linkState', link: 'conservation', state, resync } as const;
  return plainEvent(1, (at - nine) / 1000, told);
};

/**
 * The link goes down a few times for minutes; what happened meanwhile never comes, and the resync after it names no call: every call
 * that was open then ends inferred, and its later lines are of a call nobody knows.
 */
export const cutLinks = (config: SiteConfig, lines: readonly Line[], dice: Dice): readonly CallEvent[] => {
  const [first, last] = [lines[0]?.at ?? 0, lines.at(-1)?.at ?? 0];
  const cuts = Array.from({ length: 4 }, () => {
    const from = between(dice, first, last);
    return { from, to: from + between(dice, 1, 25) * minute };
  }).sort((a, b) => a.from - b.from);
  const heard = translate(
    config,
    lines.filter(({ at }) => !cuts.some(({ from, to }) => at >= from && at < to)),
  );
  const events = [...heard];
  for (const { from, to } of cuts) {
    const place = events.findIndex(({ at }) => at >= to);
    const told = [linkState(from, 'lost'), linkState(to - 4, 'connecting'), linkState(to - 3, 'resyncBegin', '9')];
    events.splice(place < 0 ? events.length : place, 0, ...told, linkState(to - 2, 'resyncEnd', '9'), linkState(to - 1, 'up'));
  }
  return numbered(events, heard);
};
