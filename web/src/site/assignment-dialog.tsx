import { useState } from 'react';
import { useServices } from '../app/services.ts';
import { toLocalText } from '../time/core/zone.ts';
import { type HeldNumber, listOfKind } from './core/assignments.ts';
import { instantWords } from './core/change-words.ts';
import type { Edit } from './core/edits.ts';
import type { User } from './core/types.ts';
import { EditDialog } from './edit-dialog.tsx';
import { type Choice, chosenInstant, InstantChoice } from './instant-choice.tsx';
import { usePart } from './part.ts';

export type AssignmentAction = 'end' | 'change' | 'remove';
const titles: Readonly<Record<AssignmentAction, string>> = { end: 'End', change: 'Change times of', remove: 'Remove' };

/** Ends an assignment, moves its bounds, or takes it away as if it had never been. */
export const AssignmentDialog = ({
  user,
  held: { kind, assignment },
  action,
  close,
}: {
  readonly user: User;
  readonly held: HeldNumber;
  readonly action: AssignmentAction;
  readonly close: () => void;
}) => {
  const { site } = usePart();
  const { clock } = useServices();
  const zone = site.timeZone;
  const [now] = useState(() => clock.now());
  const choiceOf = (iso: string | null): Choice =>
    iso === null ? { kind: 'open' } : { kind: 'at', text: toLocalText(zone, Date.parse(iso)) };
  // Inputs hold minutes: a bound that is not touched must keep its seconds.
  const [from, setFrom] = useState<Choice | null>(null);
  const [to, setTo] = useState<Choice | null>(null);
  const [at, setAt] = useState<Choice>({ kind: 'now' });
  const { number } = assignment;
  const place = { user: user.id, kind, number };
  const edits = (): readonly Edit[] => {
    if (action === 'remove') return [{ edit: 'removeAssignment', ...place, from: assignment.from }];
    const end = chosenInstant(at, zone);
    if (action === 'end') return [{ edit: 'endAssignment', ...place, ...(typeof end === 'string' ? { at: end } : {}) }];
    const bound = (choice: Choice | null): string | null | undefined => (choice === null ? undefined : chosenInstant(choice, zone));
    const [start, stop] = [bound(from), bound(to)];
    const set = { ...(start === undefined ? {} : { from: start }), ...(stop === undefined ? {} : { to: stop }) };
    return [{ edit: 'changeAssignment', ...place, from: assignment.from, set }];
  };
  return (
    <EditDialog
      title={`${titles[action]} ${kind} ${number} of ${user.name}`}
      close={close}
      fields={['from', 'to', 'at', listOfKind[kind]]}
      edits={edits}
    >
      {({ byField }) => (
        <>
          <p className="muted">
            {user.name} has {kind} {number} from {instantWords(assignment.from, zone, 'ever')} to{' '}
            {instantWords(assignment.to, zone, 'open end')}.
          </p>
          {action === 'remove' ? <p>It will be as if {user.name} had never had it. To end it, close this and choose End.</p> : null}
          {action === 'end' ? (
            <InstantChoice legend="Ends" words={{ now: 'Now' }} choice={at} change={setAt} now={now} fault={byField.get('at')} />
          ) : null}
          {action === 'change' ? (
            <>
              <InstantChoice
                legend="From"
                words={{ open: 'Since ever' }}
                choice={from ?? choiceOf(assignment.from)}
                change={setFrom}
                now={now}
                fault={byField.get('from')}
              />
              <InstantChoice
                legend="To"
                words={{ open: 'Open end' }}
                choice={to ?? choiceOf(assignment.to)}
                change={setTo}
                now={now}
                fault={byField.get('to')}
              />
            </>
          ) : null}
          {byField.get(listOfKind[kind]) === undefined ? null : (
            <p className="field-fault" role="alert">
              {byField.get(listOfKind[kind])}
            </p>
          )}
        </>
      )}
    </EditDialog>
  );
};
