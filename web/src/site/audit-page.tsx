import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { roleWords } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatClock, formatDay, plural } from '../time/core/format.ts';
import { parseLocalText } from '../time/core/zone.ts';
import { Icon } from '../ui/icons.tsx';
import { ListFoot } from '../ui/list-foot.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { actionWords } from './core/audit-words.ts';
import { noteWords } from './core/change-words.ts';
import type { AuditRow } from './core/types.ts';
import { usePart } from './part.ts';
import { type AuditSpan, auditQuery } from './queries.ts';

const footWords = { load: 'Load older entries', loading: 'Loading…' };
const everything: AuditSpan = { from: null, to: null };

const SpanForm = ({ go }: { readonly go: (span: AuditSpan) => void }) => {
  const { site } = usePart();
  const [wrong, setWrong] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: string): number | null => parseLocalText(site.timeZone, String(form.get(name)).slice(0, 16));
    const [from, to] = [read('from'), read('to')];
    if (from !== null && to !== null && to <= from) return setWrong('The end must come after the beginning.');
    setWrong('');
    const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
    go({ from: iso(from), to: iso(to) });
  };
  return (
    <form className="range-form site-span" onSubmit={submit} aria-label="Time range of the log">
      <label>
        From
        <input type="datetime-local" name="from" aria-describedby="span-wrong" />
      </label>
      <label>
        To
        <input type="datetime-local" name="to" aria-describedby="span-wrong" />
      </label>
      <button type="submit" className="button">
        Show
      </button>
      <span id="span-wrong" role="alert" className="tone-bad">
        {wrong}
      </span>
    </form>
  );
};

const kindNames: Readonly<Record<string, string>> = { user: '', apiKey: 'API key', edgeAgent: 'edge agent', system: 'Trunkline itself' };
const roleOf = ({ kind, role }: AuditRow['who']): string =>
  role !== null && role in roleWords ? roleWords[role as keyof typeof roleWords] : (kindNames[kind] ?? kind);

const Row = ({ row }: { readonly row: AuditRow }) => {
  const { site } = usePart();
  const [open, setOpen] = useState(false);
  return (
    <tr>
      <td className="num">
        {formatDay(site.timeZone, row.at)} {formatClock(site.timeZone, row.at)}
      </td>
      <td>
        <span className="strong">{row.who.name}</span> <span className="muted">{roleOf(row.who)}</span>
      </td>
      <td>
        {actionWords(row.action)}: {row.object}
        {row.changesPast ? <span className="badge warn">changes the past</span> : null}
        <span className="audit-summary">{row.summary}</span>
        {row.changes.length === 0 ? null : (
          <button
            type="button"
            className="button small plain"
            aria-expanded={open}
            aria-label={`${open ? 'Hide' : 'Show'} changes of ${row.object}`}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide changes' : 'Show changes'}
          </button>
        )}
        {open ? (
          <ul className="change-list path">
            {row.changes.map(({ path, before, after }) => (
              <li key={path}>
                {noteWords(path === '' ? '/' : path)}: {before ?? '–'} → {after ?? '–'}
              </li>
            ))}
            {row.changeCount > row.changes.length ? <li>and {row.changeCount - row.changes.length} more</li> : null}
          </ul>
        ) : null}
      </td>
      <td className="col-2 path">{row.requestId}</td>
    </tr>
  );
};

const Rows = ({ span }: { readonly span: AuditSpan }) => {
  const { api } = useServices();
  const { site } = usePart();
  const list = useInfiniteQuery(auditQuery(api, site.site, span));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.error !== null && rows.length === 0) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading what="the log" />;
  return (
    <div className="panel">
      {rows.length === 0 ? (
        <Notice title="Nothing was changed in this time" />
      ) : (
        <TableWrap label="Audit">
          <table className="table site-table" aria-label="Audit">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col" className="col-2">
                  Request
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
      <ListFoot
        more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : null}
        words={footWords}
      >
        {plural(rows.length, 'entry', 'entries')} {list.hasNextPage ? 'so far' : 'in all'}
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

/** Who changed what of this site, newest first; for administrators. */
export const AuditPage = () => {
  const [span, setSpan] = useState<AuditSpan>(everything);
  return (
    <>
      <SpanForm go={setSpan} />
      <Rows key={`${span.from} ${span.to}`} span={span} />
    </>
  );
};
