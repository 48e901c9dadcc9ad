import type { Device } from '../pbx/model.ts';
import type { Monitor } from './port-state.ts';
import type { Masks } from './version.ts';

export interface MonitorTable {
  readonly byXref: Map<string, Monitor>;
  ofDevice(device: Device): Monitor | undefined;
  ofNode(node: string): Monitor | undefined;
  /** A new monitor, or the one that runs with its filters changed. Null when the port has no cross-reference left. */
  add(target: { device: Device | null; node: string }, masks: Masks): Monitor | null;
  remove(monitor: Monitor): void;
  clear(): void;
}

/** A port's monitors: three digits and `limit` at most on a PBX, six digits behind a gateway. */
export const createMonitorTable = (gateway: boolean, limit: number): MonitorTable => {
  const byXref = new Map<string, Monitor>();
  const byDevice = new Map<Device, Monitor>();
  const byNode = new Map<string, Monitor>();
  let next = 1;
  return {
    byXref,
    ofDevice: (device) => byDevice.get(device),
    ofNode: (node) => byNode.get(node),
    add: (target, masks) => {
      const known = target.device === null ? byNode.get(target.node) : byDevice.get(target.device);
      if (known !== undefined) {
        known.masks = masks;
        return known;
      }
      if (!gateway && byXref.size >= limit) return null;
      const monitor: Monitor = { xref: String(next++).padStart(gateway ? 6 : 3, '0'), ...target, masks };
      byXref.set(monitor.xref, monitor);
      if (target.device === null) byNode.set(target.node, monitor);
      else byDevice.set(target.device, monitor);
      return monitor;
    },
    remove: (monitor) => {
      byXref.delete(monitor.xref);
      if (monitor.device === null) byNode.delete(monitor.node);
      else byDevice.delete(monitor.device);
    },
    clear: () => {
      byXref.clear();
      byDevice.clear();
      byNode.clear();
      next = 1;
    },
  };
};
