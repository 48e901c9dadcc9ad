import type { CallEvent } from '../../domain/call-event.ts';
import type { Emitted } from '../../domain/engine-output.ts';
import type { Engine } from '../ports.ts';

/** An engine for tests of the shell: remembers what it folded and emits one anomaly an event, or a gap for lost numbers. Ticks emit nothing. */
export interface ToyState {
  readonly folded: readonly string[];
}
const labelOf = (event: CallEvent): string => `${event.link}:${event.seq}:${event.kind}`;

const emittedBy = (event: CallEvent): Emitted[] => {
  if (event.kind === 'tick') return [];
  if (event.kind === 'linkState' && event.state === 'numbersLost')
    return [
      {
        type: 'gap',
        gap: {
          gapId: `lost-${event.lostFrom}-${event.lostTo}`,
          siteId: 'harbour',
          cause: 'numbersLost',
          link: event.link,
          node: null,
          startedAt: event.at,
          endedAt: event.at,
          detail: event.detail,
        },
      },
    ];
  return [
    {
      type: 'anomaly',
      anomaly: {
        anomalyId: `${event.link}-${event.seq}`,
        siteId: 'harbour',
        kind: 'unrecognised',
        at: event.at,
        logicalCallId: null,
        detail: labelOf(event),
      },
    },
  ];
};

export const toyEngine: Engine<ToyState> = {
  initial: () => ({ folded: [] }),
  fold: (state, events) => ({ state: { folded: [...state.folded, ...events.map(labelOf)] }, emitted: events.flatMap(emittedBy) }),
};
