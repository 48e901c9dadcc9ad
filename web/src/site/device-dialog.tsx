import { useState } from 'react';
import { deviceTypes, deviceTypeWords, flagNames, flagWords, isDeviceType } from './core/device-words.ts';
import type { DeviceFields } from './core/edits.ts';
import type { Device, DeviceType } from './core/types.ts';
import { unitChoices } from './core/unit-tree.ts';
import { EditDialog } from './edit-dialog.tsx';
import { CheckField, Field, UnitSelect } from './field.tsx';
import { usePart } from './part.ts';

const fields = ['name', 'businessUnit', 'number', 'type', ...flagNames];
type DeviceDraft = { readonly [K in keyof DeviceFields]?: DeviceFields[K] };

const same = (a: Device, b: Device): boolean => a.type === b.type && a.number === b.number && a.node === b.node;

/** Name, unit and flags; only what was changed is sent, so that others' changes of other fields stay. */
export const DeviceDialog = ({
  device,
  close,
  missing,
}: {
  readonly device: Device;
  readonly close: () => void;
  readonly missing: boolean;
}) => {
  const { config } = usePart();
  const [draft, setDraft] = useState<DeviceDraft>({});
  const [removing, setRemoving] = useState(false);
  // As it stands now: another version may have been loaded meanwhile.
  const standing = config.devices.find((each) => same(each, device)) ?? device;
  const shown = { ...standing, ...draft };
  const change = (part: DeviceDraft): void => setDraft({ ...draft, ...part });
  const words = `${deviceTypeWords[device.type]} ${device.number}`;
  const { type, number, node } = device;
  return (
    <EditDialog
      title={words}
      close={close}
      fields={fields}
      edits={() => [removing ? { edit: 'removeDevice', type, number, node } : { edit: 'changeDevice', type, number, node, set: draft }]}
    >
      {({ byField }) => (
        <>
          <Field label="Name" help="As reports print it; the next list of the PBX may bring another." fault={byField.get('name')}>
            {(ids) => (
              <input {...ids} type="text" maxLength={200} value={shown.name} onChange={(event) => change({ name: event.target.value })} />
            )}
          </Field>
          <Field label="Business unit" fault={byField.get('businessUnit')}>
            {(ids) => (
              <UnitSelect
                ids={ids}
                value={shown.businessUnit}
                choices={unitChoices(config)}
                none="None"
                change={(businessUnit) => change({ businessUnit })}
              />
            )}
          </Field>
          {flagNames
            .filter((flag) => flagWords[flag].types.includes(device.type) || standing[flag])
            .map((flag) => (
              <CheckField
                key={flag}
                label={flagWords[flag].name}
                help={flagWords[flag].help}
                fault={byField.get(flag)}
                checked={shown[flag]}
                change={(checked) => change({ [flag]: checked })}
              />
            ))}
          {missing ? (
            <CheckField
              label="Remove this device"
              help="The PBX no longer lists it. Calls already made keep its number; should the PBX list it again, it comes back."
              checked={removing}
              change={setRemoving}
            />
          ) : null}
        </>
      )}
    </EditDialog>
  );
};

export const AddDeviceDialog = ({ close }: { readonly close: () => void }) => {
  const { config } = usePart();
  const [type, setType] = useState<DeviceType>('extension');
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [businessUnit, setUnit] = useState<string | null>(null);
  return (
    <EditDialog
      title="Add a device"
      close={close}
      fields={fields}
      edits={() => [{ edit: 'addDevice', type, number: number.trim(), name: name.trim(), businessUnit }]}
    >
      {({ byField }) => (
        <>
          <p className="muted">Devices come from the PBX by themselves. Add one by hand only if the PBX does not list it.</p>
          <Field label="Type" fault={byField.get('type')}>
            {(ids) => (
              <select {...ids} value={type} onChange={(event) => setType(isDeviceType(event.target.value) ? event.target.value : type)}>
                {deviceTypes.map((each) => (
                  <option key={each} value={each}>
                    {deviceTypeWords[each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Number" fault={byField.get('number')}>
            {(ids) => <input {...ids} type="text" maxLength={64} value={number} onChange={(event) => setNumber(event.target.value)} />}
          </Field>
          <Field label="Name" fault={byField.get('name')}>
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
