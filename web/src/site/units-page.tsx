import { useState } from 'react';
import { plural } from '../time/core/format.ts';
import { Notice } from '../ui/notice.tsx';
import { AccountsPanel } from './accounts-panel.tsx';
import type { Unit } from './core/types.ts';
import { type UnitNode, unitChoices, unitTree } from './core/unit-tree.ts';
import { EditDialog } from './edit-dialog.tsx';
import { Field, UnitSelect } from './field.tsx';
import { usePart } from './part.ts';

type Action = { readonly kind: 'add'; readonly parent: string | null } | { readonly kind: 'change' | 'delete'; readonly unit: Unit };

const isEmpty = ({ children, users, devices }: UnitNode): boolean => children.length === 0 && users === 0 && devices === 0;
const contents = ({ users, devices }: UnitNode): string =>
  [users > 0 ? plural(users, 'user') : '', devices > 0 ? plural(devices, 'device') : ''].filter((text) => text !== '').join(', ');

const UnitList = ({
  nodes,
  act,
  label,
}: {
  readonly nodes: readonly UnitNode[];
  readonly act: (action: Action) => void;
  readonly label: string;
}) => {
  const { mayWrite } = usePart();
  return (
    <ul className="unit-list" aria-label={label}>
      {nodes.map((node) => (
        <li key={node.unit.id}>
          <div className="unit-row">
            <span className="strong">{node.unit.name}</span>
            <span className="muted num">{contents(node) || (node.children.length === 0 ? 'empty' : '')}</span>
            {mayWrite ? (
              <span className="unit-actions">
                <button
                  type="button"
                  className="button small plain"
                  aria-label={`Add below ${node.unit.name}`}
                  onClick={() => act({ kind: 'add', parent: node.unit.id })}
                >
                  Add below
                </button>
                <button
                  type="button"
                  className="button small plain"
                  aria-label={`Rename or move ${node.unit.name}`}
                  onClick={() => act({ kind: 'change', unit: node.unit })}
                >
                  Rename or move
                </button>
                {isEmpty(node) ? (
                  <button
                    type="button"
                    className="button small plain"
                    aria-label={`Delete ${node.unit.name}`}
                    onClick={() => act({ kind: 'delete', unit: node.unit })}
                  >
                    Delete
                  </button>
                ) : null}
              </span>
            ) : null}
          </div>
          {node.children.length === 0 ? null : <UnitList nodes={node.children} act={act} label={`Below ${node.unit.name}`} />}
        </li>
      ))}
    </ul>
  );
};

const UnitDialog = ({ action, close }: { readonly action: Action; readonly close: () => void }) => {
  const { config } = usePart();
  const unit = action.kind === 'add' ? null : action.unit;
  const [name, setName] = useState<string | null>(null);
  const [parent, setParent] = useState<string | null>(action.kind === 'add' ? action.parent : action.unit.parent);
  const [moved, setMoved] = useState(false);
  const edits = () => {
    if (action.kind === 'add') return [{ edit: 'addBusinessUnit' as const, name: (name ?? '').trim(), parent }];
    const { id } = action.unit;
    if (action.kind === 'delete') return [{ edit: 'deleteBusinessUnit' as const, id }];
    const set = { ...(name === null ? {} : { name: name.trim() }), ...(moved ? { parent } : {}) };
    return [{ edit: 'changeBusinessUnit' as const, id, set }];
  };
  const title = unit === null ? 'New business unit' : action.kind === 'delete' ? `Delete ${unit.name}` : unit.name;
  return (
    <EditDialog title={title} close={close} fields={['name', 'parent']} edits={edits}>
      {({ byField }) =>
        action.kind === 'delete' ? (
          <p>No user, device or other unit is in it.</p>
        ) : (
          <>
            <Field label="Name" fault={byField.get('name')}>
              {(ids) => (
                <input
                  {...ids}
                  type="text"
                  maxLength={200}
                  value={name ?? unit?.name ?? ''}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Field label="Below" help="Moving a unit moves all that is below it." fault={byField.get('parent')}>
              {(ids) => (
                <UnitSelect
                  ids={ids}
                  value={parent}
                  choices={unitChoices(config, unit?.id)}
                  none="Nothing: at the top"
                  change={(to) => {
                    setMoved(true);
                    setParent(to);
                  }}
                />
              )}
            </Field>
          </>
        )
      }
    </EditDialog>
  );
};

/** The plain tree of business units: nested lists, each row with its own buttons. */
export const UnitsPage = () => {
  const { config, mayWrite } = usePart();
  const [action, setAction] = useState<Action | null>(null);
  const tree = unitTree(config);
  return (
    <>
      <div className="list-tools">
        <span className="muted">{plural(config.businessUnits.length, 'business unit')}</span>
        <span className="header-space" />
        {mayWrite ? (
          <button type="button" className="button" onClick={() => setAction({ kind: 'add', parent: null })}>
            New business unit
          </button>
        ) : null}
      </div>
      <div className="panel">
        {tree.length === 0 ? (
          <Notice title="No business unit yet">Business units group users and devices, so that reports can be told apart by them.</Notice>
        ) : (
          <UnitList nodes={tree} act={setAction} label="Business units" />
        )}
      </div>
      {mayWrite ? <AccountsPanel /> : null}
      {action === null ? null : <UnitDialog action={action} close={() => setAction(null)} />}
    </>
  );
};
