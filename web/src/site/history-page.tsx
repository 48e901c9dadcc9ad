import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../app/services.ts';
import { formatDay, formatMinute, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { ListFoot } from '../ui/list-foot.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { changeWords, noteWords } from './core/change-words.ts';
import type { VersionNote } from './core/types.ts';
import { valueText } from './core/value-text.ts';
import { usePart } from './part.ts';
import { changesQuery, versionsQuery } from './queries.ts';

const footWords = { load: 'Load older versions', loading: 'Loading…' };
const mostRows = 200;

/** Everything a version changed: in words, and as it stands in the configuration. */
const Changes = ({ version }: { readonly version: number }) => {
  const { api } = useServices();
  const part = usePart();
  const { data, error, refetch } = useQuery(changesQuery(api, part.site.site, version));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what it changed" />;
  if (data.items.length === 0) return <p className="muted">Nothing changed.</p>;
  return (
    <TableWrap label={`Changes of version ${version}`}>
      <table className="table compact" aria-label={`Changes of version ${version}`}>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col" className="col-2">
              Place
            </th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {data.items.slice(0, mostRows).map((change) => (
            <tr key={change.path}>
              <td>{changeWords(change, { config: part.config, zone: part.site.timeZone })?.join('; ') ?? 'Whole configuration'}</td>
              <td className="col-2 path">{change.path === '' ? '/' : change.path}</td>
              <td className="value">{valueText(change.before)}</td>
              <td className="value">{valueText(change.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.items.length > mostRows ? <p className="muted site-note">and {data.items.length - mostRows} more</p> : null}
    </TableWrap>
  );
};

const Version = ({ note }: { readonly note: VersionNote }) => {
  const { site } = usePart();
  const [open, setOpen] = useState(false);
  const more = note.changeCount - Math.min(3, note.words.length);
  return (
    <li className="version">
      <div className="version-head">
        <h2>Version {note.version}</h2>
        <span className="num">
          {formatDay(site.timeZone, note.at)} {formatMinute(site.timeZone, note.at)}
        </span>
        <span className="strong">{note.authorName}</span>
        {note.changesPast ? <span className="badge warn">changes the past</span> : null}
        <span className="header-space" />
        {note.changeCount === 0 ? (
          <span className="muted">the first one</span>
        ) : (
          <button
            type="button"
            className="button small"
            aria-expanded={open}
            aria-label={`${plural(note.changeCount, 'change')} of version ${note.version}`}
            onClick={() => setOpen(!open)}
          >
            {plural(note.changeCount, 'change')}
          </button>
        )}
      </div>
      {open ? (
        <Changes version={note.version} />
      ) : (
        <ul className="change-list">
          {note.words.slice(0, 3).map((line) => (
            <li key={line}>{noteWords(line)}</li>
          ))}
          {more > 0 ? <li className="muted">and {more} more</li> : null}
        </ul>
      )}
    </li>
  );
};

/** Every version with when, by whom and what; newest first. */
export const HistoryPage = () => {
  const { api } = useServices();
  const { site } = usePart();
  const list = useInfiniteQuery(versionsQuery(api, site.site));
  const notes = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.error !== null && notes.length === 0) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading what="the versions" />;
  return (
    <div className="panel">
      {notes.length === 0 ? <Notice title="No version yet" /> : null}
      <ol className="versions" aria-label="Versions">
        {notes.map((note) => (
          <Version key={note.version} note={note} />
        ))}
      </ol>
      <ListFoot
        more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : null}
        words={footWords}
      >
        {plural(notes.length, 'version')} {list.hasNextPage ? 'so far' : 'in all'}
        {list.error === null ? null : (
          <span className="tone-bad">
            {' '}
            <Icon name="warning" /> {list.error.message}
          </span>
        )}
      </ListFoot>
    </div>
  );
};
