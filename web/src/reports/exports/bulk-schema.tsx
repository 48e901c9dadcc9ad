import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asRecord } from '../../api/instants.ts';
import { useServices } from '../../app/services.ts';
import { Failure, Loading } from '../../ui/notice.tsx';
import { TableWrap } from '../../ui/table-wrap.tsx';
import { type BulkKind, bulkKinds } from '../core/types.ts';
import { bulkSchemaQuery } from './exports-api.ts';

const kinds = Object.entries(bulkKinds) as readonly (readonly [BulkKind, string])[];
/** `string, date-time`, `integer or null` */
const typeOf = (property: Readonly<Record<string, unknown>> | null): string => {
  const type = property?.type;
  const options = Array.isArray(property?.anyOf) ? property.anyOf.map((each: unknown) => typeOf(asRecord(each))) : [];
  const named = typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : options;
  return `${named.filter((each) => each !== '').join(' or ')}${typeof property?.format === 'string' ? `, ${property.format}` : ''}`;
};

/** What the columns of the files are, asked for when somebody wants to know. */
export const BulkSchema = ({ site }: { readonly site: string }) => {
  const { api } = useServices();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<BulkKind>('calls');
  const { data, error, refetch } = useQuery({ ...bulkSchemaQuery(api, site), enabled: open });
  const columns = Object.entries(asRecord(data?.schemas[kind].properties) ?? {});
  return (
    <details className="bulk-schema" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What the columns are</summary>
      {data === undefined ? (
        error === null ? (
          <Loading what="the columns" />
        ) : (
          <Failure error={error} retry={() => void refetch()} />
        )
      ) : (
        <>
          <ul className="change-list">
            {data.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <fieldset className="segments">
            <legend className="sr-only">Columns of which file</legend>
            {kinds.map(([id, words]) => (
              <button
                key={id}
                type="button"
                className="segment"
                aria-pressed={id === kind}
                aria-current={id === kind ? 'true' : undefined}
                onClick={() => setKind(id)}
              >
                {words}
              </button>
            ))}
          </fieldset>
          <TableWrap label="Columns">
            <table className="table compact" aria-label={`Columns of ${bulkKinds[kind]}`}>
              <thead>
                <tr>
                  <th scope="col">Column</th>
                  <th scope="col">Type</th>
                  <th scope="col">What it is</th>
                </tr>
              </thead>
              <tbody>
                {columns.map(([name, property]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{typeOf(asRecord(property))}</td>
                    <td>{String(asRecord(property)?.description ?? '')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableWrap>
        </>
      )}
    </details>
  );
};
