import { CheckField, Field } from '../site/field.tsx';
import type { FieldsProps } from './fields-props.ts';

/** What it is called and what it is for, and whether it runs. */
export const DetailsFields = ({ draft, change, faultAt }: Omit<FieldsProps, 'site'>) => (
  <>
    <Field label="Name" help="Also the subject of its mails, unless you write another." fault={faultAt('name')}>
      {(ids) => <input {...ids} type="text" maxLength={80} value={draft.name} onChange={(event) => change({ name: event.target.value })} />}
    </Field>
    <Field label="Description" fault={faultAt('description')}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          maxLength={1_000}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
        />
      )}
    </Field>
    <CheckField
      label="Switched on"
      help="Switched off it stays as it is and does not run."
      checked={draft.enabled}
      change={(enabled) => change({ enabled })}
    />
  </>
);
