import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useServices } from '../app/services.ts';
import { formatDayMinute, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { numbersNow } from './core/assignments.ts';
import type { User } from './core/types.ts';
import { unitName } from './core/unit-tree.ts';
import { ImportDialog } from './import-dialog.tsx';
import { usePart } from './part.ts';
import { AddUserDialog } from './user-dialogs.tsx';
import { UserView } from './user-view.tsx';

const pageRows = 200;
const byName = (a: User, b: User): number => a.name.localeCompare(b.name, 'en-GB', { numeric: true, sensitivity: 'base' });

const UserRow = ({ user }: { readonly user: User }) => {
  const { site, config } = usePart();
  const { clock } = useServices();
  const now = clock.now();
  const unit = unitName(config, user.businessUnit);
  const [extensions, agents] = [numbersNow(user, 'extension', now).join(', '), numbersNow(user, 'agent', now).join(', ')];
  return (
    <tr>
      <th scope="row">
        <Link
          to="/sites/$site/configuration/$part"
          params={{ site: site.site, part: 'users' }}
          search={{ user: user.id }}
          className="strong"
        >
          {user.name}
        </Link>
        {user.deletedAt === null ? null : <span className="badge">deleted {formatDayMinute(site.timeZone, user.deletedAt)}</span>}
        <span className="only-narrow">{unit}</span>
      </th>
      <td className="num">{extensions}</td>
      <td className="num">{agents}</td>
      <td className="col-1">{unit}</td>
    </tr>
  );
};

const UserList = () => {
  const { config, mayWrite } = usePart();
  const { clock } = useServices();
  const [typed, setTyped] = useState('');
  const [deleted, setDeleted] = useState(false);
  const [most, setMost] = useState(pageRows);
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const wanted = useDeferredValue(typed).trim().toLowerCase();
  const now = clock.now();
  const known = config.users.filter((user) => deleted || user.deletedAt === null);
  const found = known
    .filter((user) =>
      [user.name, unitName(config, user.businessUnit), ...numbersNow(user, 'extension', now), ...numbersNow(user, 'agent', now)].some(
        (text) => text.toLowerCase().includes(wanted),
      ),
    )
    .sort(byName);
  const shown = found.slice(0, most);
  const gone = config.users.filter((user) => user.deletedAt !== null).length;
  return (
    <>
      <div className="list-tools">
        <label className="search">
          <Icon name="search" />
          <span className="sr-only">Search users</span>
          <input type="search" placeholder="Name, number or unit" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        {gone === 0 ? null : (
          <label className="check-line">
            <input type="checkbox" checked={deleted} onChange={(event) => setDeleted(event.target.checked)} />
            Deleted ones too ({gone})
          </label>
        )}
        <span className="muted num" role="status">
          {found.length === known.length ? plural(found.length, 'user') : `${found.length} of ${plural(known.length, 'user')}`}
        </span>
        <span className="header-space" />
        {mayWrite ? (
          <>
            <button type="button" className="button" onClick={() => setDialog('import')}>
              Import from a spreadsheet
            </button>
            <button type="button" className="button primary" onClick={() => setDialog('add')}>
              Add a user
            </button>
          </>
        ) : null}
      </div>
      <div className="panel">
        {shown.length === 0 ? (
          <Notice title={known.length === 0 ? 'No user yet' : 'No user matches'}>
            {known.length === 0 ? 'A user is a person whose calls are told apart, whatever extension or agent number they have.' : null}
          </Notice>
        ) : (
          <TableWrap label="Users">
            <table className="table site-table" aria-label="Users">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Extension now</th>
                  <th scope="col">Agent now</th>
                  <th scope="col" className="col-1">
                    Business unit
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((user) => (
                  <UserRow key={user.id} user={user} />
                ))}
              </tbody>
            </table>
          </TableWrap>
        )}
        {found.length > shown.length ? (
          <div className="list-foot">
            <p className="muted">
              {shown.length} of {plural(found.length, 'user')}
            </p>
            <button type="button" className="button" onClick={() => setMost(most + pageRows)}>
              Show more
            </button>
          </div>
        ) : null}
      </div>
      {dialog === 'add' ? <AddUserDialog close={() => setDialog(null)} /> : null}
      {dialog === 'import' ? <ImportDialog close={() => setDialog(null)} /> : null}
    </>
  );
};

export const UsersPage = ({ open }: { readonly open: string | null }) => {
  const { site, config } = usePart();
  if (open === null) return <UserList />;
  const user = config.users.find(({ id }) => id === open);
  return (
    <>
      <p className="site-back">
        <Link to="/sites/$site/configuration/$part" params={{ site: site.site, part: 'users' }}>
          All users
        </Link>
      </p>
      {user === undefined ? (
        <Notice icon="warning" title="There is no such user">
          The address may be mistyped.
        </Notice>
      ) : (
        <UserView key={user.id} user={user} />
      )}
    </>
  );
};
