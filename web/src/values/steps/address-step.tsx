import { Field } from '../../site/field.tsx';
import type { SourceDraft, SourceEdit } from '../core/source-draft.ts';

/** Where a source comes from, and the key that the address asks for. */
export const AddressStep = ({
  draft,
  edit,
  keepsSecret,
  faults,
}: {
  readonly draft: SourceDraft;
  readonly edit: (edit: SourceEdit) => void;
  /** The secret of the header is kept already. */
  readonly keepsSecret: boolean;
  /** By the name of the field. */
  readonly faults: ReadonlyMap<string, string>;
}) => (
  <>
    <Field label="Address" help="Begins with https:// and is reachable from the internet." fault={faults.get('url')}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={draft.url}
          onChange={(event) => edit({ kind: 'set', patch: { url: event.target.value } })}
        />
      )}
    </Field>
    <Field label="What it sends">
      {(ids) => (
        <select
          {...ids}
          value={draft.format}
          onChange={(event) => edit({ kind: 'set', patch: { format: event.target.value === 'csv' ? 'csv' : 'json' } })}
        >
          <option value="json">JSON</option>
          <option value="csv">Comma-separated text (CSV), headings in its first line</option>
        </select>
      )}
    </Field>
    <Field label="Header" help="Only where the address asks for a key, such as Authorization or X-Api-Key.">
      {(ids) => (
        <input
          {...ids}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={draft.headerName}
          onChange={(event) => edit({ kind: 'set', patch: { headerName: event.target.value } })}
        />
      )}
    </Field>
    {draft.headerName.trim() === '' ? null : (
      <Field
        label="Secret of the header"
        help={
          keepsSecret
            ? 'One is kept and is not shown. Leave this empty to keep it, or enter a new one.'
            : 'Kept apart and never shown again.'
        }
        fault={faults.get('value')}
      >
        {(ids) => (
          <input
            {...ids}
            type="password"
            autoComplete="new-password"
            value={draft.secret}
            onChange={(event) => edit({ kind: 'set', patch: { secret: event.target.value } })}
          />
        )}
      </Field>
    )}
  </>
);
