import { useState } from 'react';
import { useServices } from '../app/services.ts';
import { plural } from '../time/core/format.ts';
import { heldBy, stateAt } from './core/assignments.ts';
import type { User } from './core/types.ts';
import { unitChoices } from './core/unit-tree.ts';
import { EditDialog } from './edit-dialog.tsx';
import { Field, UnitSelect } from './field.tsx';
import { type Choice, chosenInstant, InstantChoice } from './instant-choice.tsx';
import { usePart } from './part.ts';

const fields = ['name', 'businessUnit', 'at'];

export const AddUserDialog = ({ close }: { readonly close: () => void }) => {
  const { config } = usePart();
  const [name, setName] = useState('');
  const [businessUnit, setUnit] = useState<string | null>(null);
  return (
    <EditDialog title="Add a user" close={close} fields={fields} edits={() => [{ edit: 'addUser', name: name.trim(), businessUnit }]}>
      {({ byField }) => (
        <>
          <Field label="Name" help="A number is assigned afterwards, on the user’s own page." fault={byField.get('name')}>
            {(ids) => <input {...ids} type="text" maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Field label="Business unit" fault={byField.get('businessUnit')}>
            {(ids) => <UnitSelect ids={ids} value={businessUnit} choices={unitChoices(config)} none="None" change={setUnit} />}
          </Field>
        </>
      )}
    </EditDialog>
  );
};

export const ChangeUserDialog = ({ user, close }: { readonly user: User; readonly close: () => void }) => {
  const { config } = usePart();
  const [set, setSet] = useState<{ readonly name?: string; readonly businessUnit?: string | null }>({});
  const shown = { ...user, ...set };
  return (
    <EditDialog title={user.name} close={close} fields={fields} edits={() => [{ edit: 'changeUser', id: user.id, set }]}>
      {({ byField }) => (
        <>
          <Field label="Name" help="Calls already made show the new name too." fault={byField.get('name')}>
            {(ids) => (
              <input
                {...ids}
                type="text"
                maxLength={200}
                value={shown.name}
                onChange={(event) => setSet({ ...set, name: event.target.value })}
              />
            )}
          </Field>
          <Field label="Business unit" fault={byField.get('businessUnit')}>
            {(ids) => (
              <UnitSelect
                ids={ids}
                value={shown.businessUnit}
                choices={unitChoices(config)}
                none="None"
                change={(businessUnit) => setSet({ ...set, businessUnit })}
              />
            )}
          </Field>
        </>
      )}
    </EditDialog>
  );
};

export const DeleteUserDialog = ({ user, close }: { readonly user: User; readonly close: () => void }) => {
  const { site } = usePart();
  const { clock } = useServices();
  const [now] = useState(() => clock.now());
  const [at, setAt] = useState<Choice>({ kind: 'now' });
  const open = heldBy(user, now).filter(({ assignment }) => stateAt(assignment, now) !== 'ended').length;
  const end = chosenInstant(at, site.timeZone);
  return (
    <EditDialog
      title={`Delete ${user.name}`}
      close={close}
      fields={fields}
      edits={() => [{ edit: 'deleteUser', id: user.id, ...(typeof end === 'string' ? { at: end } : {}) }]}
    >
      {({ byField }) => (
        <>
          <p>
            This cannot be undone.{' '}
            {open === 0 ? 'The user holds no number.' : `${plural(open, 'number')} of this user ${open === 1 ? 'ends' : 'end'} then.`} Calls
            already made keep the name.
          </p>
          <InstantChoice legend="Deleted" words={{ now: 'Now' }} choice={at} change={setAt} now={now} fault={byField.get('at')} />
        </>
      )}
    </EditDialog>
  );
};
