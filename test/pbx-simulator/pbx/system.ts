import { bars } from './call-fields.ts';
import { forgetCall, type PbxCore } from './core.ts';
import type { Device } from './model.ts';

const areas: Record<Device['kind'], string> = { station: '0', huntGroup: '1', trunk: '3', application: '4', agent: '16' };

/** `DC`: a name changes. Agents have no device type field before the change. */
export const rename = (core: PbxCore, device: Device, name: string): void => {
  device.name = name;
  device.description = name;
  const id = device.kind === 'agent' ? [device.number, '0', bars(name)] : [device.number, String(device.deviceType), '0', bars(name)];
  core.raise({ kind: 'system', code: 'DC', node: device.node, fields: [device.node, areas[device.kind], ...id] });
};

/** `EC`, and `ME` for whoever monitored the old number. */
export const changeExtension = (core: PbxCore, device: Device, number: string): void => {
  const old = device.number;
  core.directory.renumber(device, number);
  core.raise({ kind: 'system', code: 'EC', node: device.node, fields: [device.node, old, number, String(device.deviceType)] });
  core.raise({ kind: 'monitorEnded', device, cause: 36 });
};

export const setNightMode = (core: PbxCore, node: string, on: boolean): void => {
  if (on) core.nightNodes.add(node);
  else core.nightNodes.delete(node);
  core.raise({ kind: 'system', code: 'NM', node, fields: [node, on ? '1' : '0'] });
};

/** `AG`; number 0 clears the alarm of that id. */
export const raiseAlarm = (core: PbxCore, node: string, alarm: { extension: string; number: number; text: string; id: number }): void => {
  const fields = ['1', node, alarm.extension, String(alarm.number), bars(alarm.text), String(alarm.id)];
  const key = `${node}:${alarm.id}`;
  if (alarm.number === 0) core.alarms.delete(key);
  else core.alarms.set(key, { node, fields });
  core.raise({ kind: 'system', code: 'AG', node, fields });
};

/** `LS`: the gateway loses or regains a node. Its calls go on; nothing of it is reported while the link is down. */
export const setNodeLink = (core: PbxCore, node: string, up: boolean): void => {
  if (up) core.downNodes.delete(node);
  else core.downNodes.add(node);
  core.raise({ kind: 'nodeLink', node, up, reason: up ? 4 : 3 });
};

/** The PBX starts again: every call is gone without a line, every port gets `RS` 0 and has to start over. */
export const powerUp = (core: PbxCore): void => {
  for (const call of [...core.calls.values()]) forgetCall(core, call);
  for (const group of core.directory.groups) group.queue.length = 0;
  core.raise({ kind: 'powerUp' });
};
