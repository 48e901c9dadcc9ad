import type { Call, CallOutcome, Segment, SegmentOutcome } from '../../../functions/domain/segment.ts';
import { Icon, type IconName, State } from '../ui/icons.tsx';
import { directionWord, outcomeWords, type Party } from './core/call-row.ts';

const outcomeShapes: Readonly<Record<CallOutcome | SegmentOutcome, readonly [IconName, string]>> = {
  answered: ['answered', 'good'],
  transferred: ['dialling', 'busy'],
  lost: ['lost', 'bad'],
  unanswered: ['unanswered', 'warn'],
  failed: ['failed', 'bad'],
  inProgress: ['inProgress', 'busy'],
  refused: ['offline', 'quiet'],
  diverted: ['outbound', 'quiet'],
  overflowed: ['outbound', 'warn'],
};

export const Outcome = ({ outcome }: { readonly outcome: CallOutcome | SegmentOutcome }) => {
  const [icon, tone] = outcomeShapes[outcome];
  return (
    <State icon={icon} tone={tone}>
      {outcomeWords[outcome]}
    </State>
  );
};

const directionIcons = { Inbound: 'inbound', Outbound: 'outbound', Internal: 'internal' } as const;

export const DirectionMark = ({ row }: { readonly row: Call | Segment }) => {
  const word = directionWord(row);
  return (
    <span className="direction">
      <Icon name={directionIcons[word]} />
      <span className="direction-word">{word}</span>
    </span>
  );
};

export const PartyText = ({ party }: { readonly party: Party }) => (
  <>
    <span className="strong">{party.main}</span>
    {party.extra === '' ? null : <span className="muted num"> {party.extra}</span>}
  </>
);

/** What must not be overlooked about a row. */
export const Flags = ({ row }: { readonly row: Call | Segment }) => (
  <>
    {row.endedBy === 'inferred' ? <span className="badge warn">end inferred</span> : null}
    {row.conference ? <span className="badge">conference</span> : null}
    {row.trunkToTrunk ? <span className="badge">trunk to trunk</span> : null}
    {row.shortCall ? <span className="badge">short</span> : null}
  </>
);
