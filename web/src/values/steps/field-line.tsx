import { Icon } from '../../ui/icons.tsx';
import type { FieldDraft, SourceEdit } from '../core/source-draft.ts';
import type { Trial } from '../core/types.ts';

/** A field of a source: its name, where it is found, and what was found there. */
export const FieldLine = ({
  field,
  place,
  read,
  edit,
}: {
  readonly field: FieldDraft;
  /** From 1. */
  readonly place: number;
  /** Undefined = it was not tried as it stands. */
  readonly read: Trial['fields'][number] | undefined;
  readonly edit: (edit: SourceEdit) => void;
}) => (
  <li>
    <input
      type="text"
      aria-label={`Name of field ${place}`}
      value={field.name}
      maxLength={80}
      onChange={(event) => edit({ kind: 'setField', key: field.key, patch: { name: event.target.value } })}
    />
    <input
      type="text"
      aria-label={`Selector of field ${place}`}
      className="code-input"
      spellCheck={false}
      value={field.selector}
      maxLength={200}
      onChange={(event) => edit({ kind: 'setField', key: field.key, patch: { selector: event.target.value } })}
    />
    <button
      type="button"
      className="button icon-button"
      aria-label={`Remove ${field.name}`}
      onClick={() => edit({ kind: 'removeField', key: field.key })}
    >
      <Icon name="offline" />
    </button>
    {read === undefined ? null : (
      <p className={read.failing === null ? 'field-help' : 'field-fault'}>{read.failing ?? `Shows: ${read.value ?? ''}`}</p>
    )}
  </li>
);
