import { useState } from 'react';
import { useServices } from '../app/services.ts';
import { useBeat } from '../time/clock.ts';
import { formatDayMinute } from '../time/core/format.ts';
import { type IconName, State } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { type AssignmentAction, AssignmentDialog } from './assignment-dialog.tsx';
import { AssignmentPicture } from './assignment-picture.tsx';
import { type AssignmentState, type HeldNumber, heldBy, kindWords, stateAt } from './core/assignments.ts';
import { instantWords } from './core/change-words.ts';
import type { User } from './core/types.ts';
import { unitName } from './core/unit-tree.ts';
import { usePart } from './part.ts';
import { ChangeUserDialog, DeleteUserDialog } from './user-dialogs.tsx';

const stateWords: Readonly<Record<AssignmentState, { readonly word: string; readonly icon: IconName; readonly tone: string }>> = {
  now: { word: 'Now', icon: 'connected', tone: 'good' },
  later: { word: 'Later', icon: 'queued', tone: 'busy' },
  ended: { word: 'Ended', icon: 'idle', tone: 'quiet' },
};

type Open = 'change' | 'delete' | 'assign' | { readonly held: HeldNumber; readonly action: AssignmentAction };

const Actions = ({
  held,
  now,
  act,
}: {
  readonly held: HeldNumber;
  readonly now: number;
  readonly act: (action: AssignmentAction) => void;
}) => {
  const what = `${held.kind} ${held.assignment.number}`;
  const names: readonly (readonly [AssignmentAction, string])[] = [
    ...(stateAt(held.assignment, now) === 'now' ? ([['end', 'End']] as const) : []),
    ['change', 'Change times'],
    ['remove', 'Remove'],
  ];
  return names.map(([action, name]) => (
    <button key={action} type="button" className="button small plain" aria-label={`${name}: ${what}`} onClick={() => act(action)}>
      {name}
    </button>
  ));
};

const Assignments = ({ user, act }: { readonly user: User; readonly act: (held: HeldNumber, action: AssignmentAction) => void }) => {
  const { site, config, mayWrite } = usePart();
  const { clock } = useServices();
  const now = useBeat(clock);
  const zone = site.timeZone;
  const held = heldBy(user, now);
  if (held.length === 0)
    return <Notice title="No number, now or before">Calls are this user’s only while they have an extension or agent number.</Notice>;
  return (
    <>
      <AssignmentPicture held={held} now={now} zone={zone} />
      <TableWrap label="Extensions and agents">
        <table className="table site-table" aria-label="Extensions and agents">
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col" className="col-1">
                State
              </th>
              {mayWrite ? (
                <th scope="col">
                  <span className="sr-only">Change</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {held.map((each) => {
              const { kind, assignment } = each;
              const state = stateWords[stateAt(assignment, now)];
              const name = config.devices.find((device) => device.type === kind && device.number === assignment.number)?.name;
              return (
                <tr key={`${kind} ${assignment.number} ${assignment.from}`}>
                  <th scope="row">
                    {kindWords[kind]} <span className="num strong">{assignment.number}</span>{' '}
                    <span className="muted">{name ?? 'not in the list of devices'}</span>
                  </th>
                  <td className="num">{instantWords(assignment.from, zone, 'ever')}</td>
                  <td className="num">{instantWords(assignment.to, zone, 'open')}</td>
                  <td className="col-1">
                    <State icon={state.icon} tone={state.tone}>
                      {state.word}
                    </State>
                  </td>
                  {mayWrite ? (
                    <td className="row-actions">
                      {user.deletedAt === null ? <Actions held={each} now={now} act={(action) => act(each, action)} /> : null}
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
};

/** One person: name, unit, and which numbers were theirs from when to when. */
export const UserView = ({ user }: { readonly user: User }) => {
  const { site, config, mayWrite } = usePart();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const deleted = user.deletedAt;
  return (
    <>
      <div className="user-head">
        <h2>
          <span className="strong">{user.name}</span>
        </h2>
        <p className="muted">
          {user.businessUnit === null ? 'In no business unit' : `Business unit ${unitName(config, user.businessUnit)}`}
          {deleted === null ? '' : ` · deleted ${formatDayMinute(site.timeZone, deleted)}; kept, because calls made before name this user`}
        </p>
        <span className="header-space" />
        {mayWrite && deleted === null ? (
          <>
            <button type="button" className="button primary" onClick={() => setOpen('assign')}>
              Assign a number
            </button>
            <button type="button" className="button" onClick={() => setOpen('change')}>
              Change name or unit
            </button>
            <button type="button" className="button" onClick={() => setOpen('delete')}>
              Delete user
            </button>
          </>
        ) : null}
      </div>
      <div className="panel">
        <Assignments user={user} act={(held, action) => setOpen({ held, action })} />
      </div>
      {open === 'change' ? <ChangeUserDialog user={user} close={close} /> : null}
      {open === 'delete' ? <DeleteUserDialog user={user} close={close} /> : null}
      {open === 'assign' ? <AssignDialog user={user} close={close} /> : null}
      {open !== null && typeof open === 'object' ? (
        <AssignmentDialog user={user} held={open.held} action={open.action} close={close} />
      ) : null}
    </>
  );
};
