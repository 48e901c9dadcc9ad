import { useId, useState } from 'react';
import { useServices } from '../app/services.ts';
import { listOfKind, othersWith } from './core/assignments.ts';
import { instantWords } from './core/change-words.ts';
import type { AssignmentKind, User } from './core/types.ts';
import { EditDialog } from './edit-dialog.tsx';
import { CheckField, Field } from './field.tsx';
import { type Choice, chosenInstant, InstantChoice } from './instant-choice.tsx';
import { usePart } from './part.ts';

/** A number becomes a user's, from now unless told otherwise; taken from somebody else only when that is ticked. */
export const AssignDialog = ({ user, close }: { readonly user: User; readonly close: () => void }) => {
  const { site, config } = usePart();
  const { clock } = useServices();
  const [now] = useState(() => clock.now());
  const list = useId();
  const [kind, setKind] = useState<AssignmentKind>('extension');
  const [typed, setTyped] = useState('');
  const [from, setFrom] = useState<Choice>({ kind: 'now' });
  const [to, setTo] = useState<Choice>({ kind: 'open' });
  const [takeOver, setTakeOver] = useState(false);
  const number = typed.trim();
  const zone = site.timeZone;
  const [start, end] = [chosenInstant(from, zone), chosenInstant(to, zone)];
  const startAt = start === null ? Number.NEGATIVE_INFINITY : start === undefined ? now : Date.parse(start);
  const endAt = typeof end === 'string' ? Date.parse(end) : Number.POSITIVE_INFINITY;
  const others = number === '' ? [] : othersWith(config, user.id, kind, number, startAt, endAt);
  const known = config.devices.some((device) => device.type === kind && device.number === number);
  return (
    <EditDialog
      title={`Assign a number to ${user.name}`}
      close={close}
      fields={['number', 'kind', 'from', 'to', listOfKind[kind]]}
      edits={() => [
        {
          edit: 'assign',
          user: user.id,
          kind,
          number,
          ...(start === undefined ? {} : { from: start }),
          to: end ?? null,
          takeOver: takeOver && others.length > 0,
        },
      ]}
    >
      {({ byField }) => (
        <>
          <fieldset className="field choice">
            <legend>What</legend>
            {(['extension', 'agent'] as const).map((each) => (
              <label key={each} className="check-line">
                <input type="radio" name={`${list}k`} checked={kind === each} onChange={() => setKind(each)} />
                {each === 'extension' ? 'An extension' : 'An agent number'}
              </label>
            ))}
          </fieldset>
          <Field
            label="Number"
            help={
              number === '' || known
                ? 'Suggestions are the devices of the site.'
                : 'No such device is configured; it can be assigned all the same.'
            }
            fault={byField.get('number') ?? byField.get(listOfKind[kind])}
          >
            {(ids) => (
              <input {...ids} type="text" list={list} maxLength={64} value={typed} onChange={(event) => setTyped(event.target.value)} />
            )}
          </Field>
          <datalist id={list}>
            {config.devices
              .filter((device) => device.type === kind)
              .map((device) => (
                <option key={`${device.number} ${device.node}`} value={device.number}>
                  {device.name}
                </option>
              ))}
          </datalist>
          <InstantChoice
            legend="From"
            words={{ now: 'Now', open: 'Since ever' }}
            choice={from}
            change={setFrom}
            now={now}
            fault={byField.get('from')}
          />
          <InstantChoice legend="To" words={{ open: 'Open end' }} choice={to} change={setTo} now={now} fault={byField.get('to')} />
          {others.length === 0 ? null : (
            <div className="banner warn">
              <ul className="change-list">
                {others.map(({ user: other, assignment }) => (
                  <li key={`${other.id} ${assignment.from}`}>
                    {kind} {number} is {other.name}’s from {instantWords(assignment.from, zone, 'ever')} to{' '}
                    {instantWords(assignment.to, zone, 'open end')}.
                  </li>
                ))}
              </ul>
              <CheckField
                label={`Take it over from ${[...new Set(others.map(({ user: other }) => other.name))].join(', ')}`}
                help="They lose it for the time given above, and have it again after that if they had."
                checked={takeOver}
                change={setTakeOver}
              />
            </div>
          )}
        </>
      )}
    </EditDialog>
  );
};
