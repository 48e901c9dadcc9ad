import type { Device } from '../../pbx/model.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { applyFilters, maskText } from '../filters.ts';
import type { Handler, Monitor, PortContext } from '../port-state.ts';
import { defaultMasks } from '../version.ts';

const filterArg = /^[A-Z]:/;
const nodeOf = (id: string): string | null => (/^\d+:$/.test(id) ? id.slice(0, -1) : null);

/** Devices of an "all …" monitor type; null when the type is not one. */
const allOf = (pbx: Pbx, type: number): readonly Device[] | null => {
  const { directory } = pbx;
  switch (type) {
    case 3:
    case 6:
      return directory.stations;
    case 4:
      return directory.trunks;
    case 9:
      return directory.applications;
    case 12:
      return directory.groups.filter((g) => g.groupType === 0);
    case 13:
      return directory.groups.filter((g) => g.groupType !== 0);
    default:
      return null;
  }
};

type Targets = { device: Device | null; node: string }[];

/** Outcome number, or what to monitor. */
const targetsOf = (port: PortContext, id: string, type: number): Targets | number => {
  const node = nodeOf(id);
  if (type === 11) {
    const nodes = port.pbx.profile.nodes.filter((n) => node === null || n.id === node);
    return nodes.length === 0 ? 9 : nodes.map((n) => ({ device: null, node: n.id }));
  }
  if (type === 1 || type === 5 || type === 7) {
    const device = port.find(id);
    const fits = device !== null && (type === 7 ? device.kind === 'agent' : device.kind !== 'agent');
    return fits ? [{ device, node: device.node }] : 9;
  }
  const all = allOf(port.pbx, type);
  if (all === null) return 1;
  return all.filter((d) => node === null || d.node === node).map((device) => ({ device, node: device.node }));
};

const startMonitors = (port: PortContext, targets: Targets, filters: readonly string[]): Monitor[] | number => {
  const masks = applyFilters(defaultMasks, filters, port.supported);
  if (masks === null) return 34;
  const started: Monitor[] = [];
  const fresh: Monitor[] = [];
  for (const target of targets) {
    const known = target.device === null ? null : port.monitorOf(target.device);
    const monitor = port.addMonitor(target, filters.length === 0 && known !== null ? known.masks : masks);
    if (monitor === null) {
      for (const m of fresh) port.removeMonitor(m);
      return 28;
    }
    if (known === null) fresh.push(monitor);
    started.push(monitor);
  }
  return started;
};

const named = (port: PortContext, m: Monitor): string => (m.device === null ? `${m.node}:` : port.text(m.device));
const masksOf = (port: PortContext, started: readonly Monitor[], filters: readonly string[], system: boolean): string[] => {
  const masks = started[0]?.masks ?? applyFilters(defaultMasks, filters, port.supported) ?? defaultMasks;
  return maskText(masks, system ? ['S'] : ['A', 'C', 'F']);
};
const count = (port: PortContext, n: number): string => (port.settings.gateway ? String(n).padStart(4, '0') : String(n));

const readArgs = (args: readonly string[]): { id: string; type: number; filters: string[] } => {
  const plain = args.filter((a) => !filterArg.test(a) || nodeOf(a) !== null);
  return {
    id: plain[0] ?? '',
    type: Number(plain[1] === undefined || plain[1] === '' ? 1 : plain[1]),
    filters: args.filter((a) => /^[A-Z]:/.test(a)),
  };
};

/** `_MS`: starts monitors, or changes the filters of those that run. */
export const monitorStart: Handler = ({ port, args, invokeId, reply }) => {
  const { id, type, filters } = readArgs(args);
  const targets = type === 12 || type === 13 ? 1 : targetsOf(port, id, type);
  const started = typeof targets === 'number' ? targets : startMonitors(port, targets, filters);
  if (typeof started === 'number') {
    reply(started);
    return;
  }
  reply(
    0,
    count(port, started.length),
    ...started.flatMap((m) => [m.xref, named(port, m)]),
    ...masksOf(port, started, filters, type === 11),
  );
  if (type !== 5 && type !== 6) return;
  const devices = started.flatMap((m) => (m.device === null ? [] : [m.device]));
  port.startResync(invokeId, devices, type === 5 ? id : '', []);
};

/** `_MA`: the same, answered in several messages; behind a gateway each node answers for itself. */
export const monitorStartAdvanced: Handler = ({ port, args, reply }) => {
  const { id, type, filters } = readArgs(args);
  const targets = type === 5 || type === 6 ? 1 : targetsOf(port, id, type);
  const started = typeof targets === 'number' ? targets : startMonitors(port, targets, filters);
  if (typeof started === 'number') {
    reply(started);
    return;
  }
  const pages: Monitor[][] = [];
  for (const node of port.pbx.profile.nodes) {
    const own = started.filter((m) => m.node === node.id);
    for (let i = 0; i < own.length; i += port.settings.monitorPage) pages.push(own.slice(i, i + port.settings.monitorPage));
  }
  if (pages.length === 0) pages.push([]);
  for (const [i, page] of pages.entries()) {
    const data = page.flatMap((m) => [m.xref, m.device === null ? m.node : port.text(m.device)]);
    const last = i === pages.length - 1 ? '1' : '0';
    reply(0, last, String(type), count(port, page.length), ...data, ...masksOf(port, page, filters, type === 11));
  }
};

const findMonitor = (port: PortContext, xref: string): Monitor | null =>
  port.monitors.get(xref) ?? [...port.monitors.values()].find((m) => Number(m.xref) === Number(xref) && /^\d+$/.test(xref)) ?? null;

/** `_MP`: one cross-reference, or all. */
export const monitorStop: Handler = ({ port, args, reply }) => {
  const xref = args[0] ?? '';
  const monitor = findMonitor(port, xref);
  if (xref === '') for (const m of [...port.monitors.values()]) port.removeMonitor(m);
  else if (monitor === null) {
    reply(12);
    return;
  } else port.removeMonitor(monitor);
  reply(0);
};

/** `_CE` changes and `_QE` asks the filters of one monitor. */
export const changeFilter: Handler = ({ port, args, reply }) => {
  const monitor = findMonitor(port, args[0] ?? '');
  const masks = monitor === null ? null : applyFilters(monitor.masks, args.slice(1), port.supported);
  if (monitor === null || masks === null) {
    reply(monitor === null ? 12 : 34);
    return;
  }
  monitor.masks = masks;
  reply(0, ...maskText(masks, monitor.device === null ? ['S'] : ['A', 'C', 'F']));
};

export const queryFilter: Handler = ({ port, args, reply }) => {
  const monitor = findMonitor(port, args[0] ?? '');
  if (monitor === null) reply(12);
  else reply(0, ...maskText(monitor.masks, monitor.device === null ? ['S'] : ['A', 'C', 'F']));
};
