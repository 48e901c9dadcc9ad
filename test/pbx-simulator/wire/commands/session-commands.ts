import type { Handler, PortContext } from '../port-state.ts';

export const noOperation: Handler = ({ port, reply }) => {
  const { pbx, settings } = port;
  if (!settings.gateway || !port.nodeAware) {
    reply(0);
    return;
  }
  const nodes = pbx.profile.nodes;
  reply(0, String(nodes.length), ...nodes.flatMap((n) => [n.id, pbx.core.downNodes.has(n.id) ? '0' : '1']));
};

/** A gateway command; a PBX of its own does not know it. */
export const nodeAware: Handler = ({ port, args, reply }) => {
  if (!port.settings.gateway) {
    reply(45);
    return;
  }
  port.nodeAware = args[0] === '1';
  reply(0, port.nodeAware ? '1' : '0');
};

export const expandedExtension: Handler = ({ port, args, reply }) => {
  port.expanded = args[0] === '1';
  reply(0, port.expanded ? '1' : '0');
};

const monitored = (port: PortContext, node: string | null) =>
  [...port.monitors.values()].flatMap((m) => (m.device !== null && (node === null || m.node === node) ? [m.device] : []));

/** `_RR`: confirmation, states with the InvokeID as resync code, `RD`. Too early a global one is refused as a busy resource. */
export const resync: Handler = ({ port, args, invokeId, reply }) => {
  const scope = args[0] ?? '';
  const node = /^(\d+):$/.exec(scope)?.[1] ?? null;
  if (scope === '') {
    if (!port.takeGlobalResync()) {
      reply(24);
      return;
    }
    reply(0);
    port.startResync(
      invokeId,
      monitored(port, null),
      '',
      port.pbx.profile.nodes.map((n) => n.id),
    );
    return;
  }
  if (node !== null) {
    reply(port.pbx.profile.nodes.some((n) => n.id === node) ? 0 : 9, scope);
    if (port.pbx.profile.nodes.some((n) => n.id === node)) port.startResync(invokeId, monitored(port, node), scope, [node]);
    return;
  }
  const device = port.find(scope);
  const monitor = device === null ? null : port.monitorOf(device);
  if (device === null || monitor === null) {
    reply(device === null ? 9 : 14, scope);
    return;
  }
  reply(0, scope);
  port.startResync(invokeId, [device], scope, []);
};

/** Old `RR`: `RS` 1 with the sequence restarting, states with code 1, `RD`. Too early a global one is not honoured. */
export const oldResync: Handler = ({ port, args }) => {
  const scope = args[0] ?? '';
  const node = /^(\d+):$/.exec(scope)?.[1] ?? null;
  if (scope === '' && !port.takeGlobalResync()) return;
  const device = scope === '' || node !== null ? null : port.find(scope);
  port.restart('1');
  const devices =
    device !== null ? (port.monitorOf(device) === null ? [] : [device]) : scope === '' || node !== null ? monitored(port, node) : [];
  const nodes = port.pbx.profile.nodes.map((n) => n.id);
  port.startResync('1', devices, scope, scope === '' ? nodes : node === null ? [] : [node]);
};

/** Old `RT`: the time, as an `RS` 1. */
export const resyncTime: Handler = ({ port }) => port.restart('1');

/** `_RP`: confirmation, then the port starts over as after power-up. */
export const resetPort: Handler = ({ port, reply }) => {
  reply(0);
  port.restart('0');
};
