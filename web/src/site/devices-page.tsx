import { useQuery } from '@tanstack/react-query';
import { Fragment, useDeferredValue, useMemo, useState } from 'react';
import { useServices } from '../app/services.ts';
import { formatDayMinute, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { numbersNow } from './core/assignments.ts';
import { deviceTypes, deviceTypeWords, flagNames, flagsOf, flagWords, isDeviceType } from './core/device-words.ts';
import type { Device } from './core/types.ts';
import { unitName } from './core/unit-tree.ts';
import { AddDeviceDialog, DeviceDialog } from './device-dialog.tsx';
import { usePart } from './part.ts';
import { importsQuery, latestImport } from './queries.ts';

const pageRows = 200;
const keyOf = ({ type, number, node }: Device): string => `${type} ${number} ${node ?? ''}`;
const order = (a: Device, b: Device): number =>
  deviceTypes.indexOf(a.type) - deviceTypes.indexOf(b.type) || a.number.length - b.number.length || (a.number < b.number ? -1 : 1);

const FlagHelp = () => (
  <details className="site-help">
    <summary>What do the flags mean?</summary>
    <dl className="site-facts wide">
      {flagNames.map((flag) => (
        <div key={flag}>
          <dt>{flagWords[flag].name}</dt>
          <dd>{flagWords[flag].help}</dd>
        </div>
      ))}
    </dl>
  </details>
);

/** Who holds each number now: `extension 1001` → name. */
const useHolders = (): ReadonlyMap<string, string> => {
  const { config } = usePart();
  const { clock } = useServices();
  return useMemo(() => {
    const now = clock.now();
    return new Map(
      config.users.flatMap((user) =>
        (['extension', 'agent'] as const).flatMap((kind) =>
          numbersNow(user, kind, now).map((number) => [`${kind} ${number}`, user.name] as const),
        ),
      ),
    );
  }, [config, clock]);
};

export const DevicesPage = ({ onlyMissing }: { readonly onlyMissing: boolean }) => {
  const { site, config, mayWrite } = usePart();
  const { api } = useServices();
  const { data: imports } = useQuery(importsQuery(api, site.site));
  const latest = latestImport(imports);
  const missing = useMemo(() => new Set(latest?.missing), [latest]);
  const holders = useHolders();
  const [typed, setTyped] = useState('');
  const [type, setType] = useState('');
  const [absent, setAbsent] = useState(onlyMissing);
  const [most, setMost] = useState(pageRows);
  const [open, setOpen] = useState<Device | 'new' | null>(null);
  const wanted = useDeferredValue(typed).trim().toLowerCase();
  const sorted = useMemo(() => config.devices.toSorted(order), [config.devices]);
  const found = sorted.filter(
    (device) =>
      (type === '' || device.type === type) &&
      (!absent || missing.has(device.number)) &&
      (wanted === '' ||
        [device.number, device.name, holders.get(`${device.type} ${device.number}`), unitName(config, device.businessUnit)].some((text) =>
          text?.toLowerCase().includes(wanted),
        )),
  );
  const shown = found.slice(0, most);
  return (
    <>
      <div className="list-tools">
        <label className="search">
          <Icon name="search" />
          <span className="sr-only">Search devices</span>
          <input type="search" placeholder="Number, name, user or unit" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <label className="select">
          <span className="sr-only">Type</span>
          <select value={type} onChange={(event) => setType(isDeviceType(event.target.value) ? event.target.value : '')}>
            <option value="">All types</option>
            {deviceTypes.map((each) => (
              <option key={each} value={each}>
                {deviceTypeWords[each]}
              </option>
            ))}
          </select>
        </label>
        <label className="check-line">
          <input type="checkbox" checked={absent} onChange={(event) => setAbsent(event.target.checked)} />
          Missing in the PBX
        </label>
        <span className="muted num" role="status">
          {found.length === config.devices.length
            ? plural(found.length, 'device')
            : `${found.length} of ${plural(config.devices.length, 'device')}`}
        </span>
        <span className="header-space" />
        {mayWrite ? (
          <button type="button" className="button" onClick={() => setOpen('new')}>
            Add a device
          </button>
        ) : null}
      </div>
      <FlagHelp />
      <div className="panel">
        {shown.length === 0 ? (
          <Notice title={config.devices.length === 0 ? 'No device yet' : 'No device matches'}>
            {config.devices.length === 0 ? 'They come by themselves from the first device list of the PBX.' : null}
          </Notice>
        ) : (
          <TableWrap label="Devices">
            <table className="table site-table" aria-label="Devices">
              <thead>
                <tr>
                  <th scope="col">Number</th>
                  <th scope="col">Name</th>
                  <th scope="col" className="col-1">
                    Type
                  </th>
                  <th scope="col" className="col-2">
                    User now
                  </th>
                  <th scope="col" className="col-3">
                    Business unit
                  </th>
                  <th scope="col" className="col-1">
                    Flags
                  </th>
                  {mayWrite ? (
                    <th scope="col">
                      <span className="sr-only">Change</span>
                    </th>
                  ) : null}
                </tr>
              </thead>
              <tbody>
                {shown.map((device) => {
                  const flags = flagsOf(device);
                  const words = `${deviceTypeWords[device.type]} ${device.number}`;
                  return (
                    <tr key={keyOf(device)}>
                      <th scope="row" className="num">
                        {device.number}
                        {device.node === null || config.nodes.length < 2 ? null : <span className="muted"> at {device.node}</span>}
                      </th>
                      <td>
                        {device.name === '' ? <span className="muted">no name</span> : <span className="strong">{device.name}</span>}
                        {missing.has(device.number) ? <span className="badge warn">not in the PBX</span> : null}
                        <span className="only-narrow">
                          {deviceTypeWords[device.type]}
                          {flags.length === 0 ? '' : `, ${flags.join(', ').toLowerCase()}`}
                        </span>
                      </td>
                      <td className="col-1">{deviceTypeWords[device.type]}</td>
                      <td className="col-2">{holders.get(`${device.type} ${device.number}`)}</td>
                      <td className="col-3">{unitName(config, device.businessUnit)}</td>
                      <td className="col-1">
                        {flags.map((flag) => (
                          <Fragment key={flag}>
                            <span className="badge flag">{flag}</span>{' '}
                          </Fragment>
                        ))}
                      </td>
                      {mayWrite ? (
                        <td className="right">
                          <button type="button" className="button small" aria-label={`Change ${words}`} onClick={() => setOpen(device)}>
                            Change
                          </button>
                        </td>
                      ) : null}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableWrap>
        )}
        {found.length > shown.length ? (
          <div className="list-foot">
            <p className="muted">
              {shown.length} of {plural(found.length, 'device')}
            </p>
            <button type="button" className="button" onClick={() => setMost(most + pageRows)}>
              Show more
            </button>
          </div>
        ) : null}
      </div>
      {latest === undefined ? null : (
        <p className="muted site-note">Last device list of the PBX: {formatDayMinute(site.timeZone, latest.at)}.</p>
      )}
      {open === 'new' ? <AddDeviceDialog close={() => setOpen(null)} /> : null}
      {open === null || open === 'new' ? null : (
        <DeviceDialog device={open} close={() => setOpen(null)} missing={missing.has(open.number)} />
      )}
    </>
  );
};
