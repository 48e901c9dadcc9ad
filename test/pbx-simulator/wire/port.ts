import { bars } from '../pbx/call-fields.ts';
import type { Device, Field } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';
import type { RaisedEvent } from '../pbx/raised-event.ts';
import { resyncLines } from '../pbx/resync-lines.ts';
import { commandHandlers } from './commands/handlers.ts';
import { passesFilter } from './filters.ts';
import { createMonitorTable } from './monitor-table.ts';
import { isInvokeId, parseCommand } from './parse-command.ts';
import { pbxTime } from './pbx-time.ts';
import { defaultPortSettings, type PortContext, type PortSettings } from './port-state.ts';
import { shapeFields } from './shape-fields.ts';
import { smdrRecord } from './smdr.ts';
import { ksuVersions, supportedMasks, versionNumber } from './version.ts';

interface PortTimer {
  cancel(): void;
}

export interface PortDeps {
  readonly pbx: Pbx;
  readonly settings?: Partial<PortSettings>;
  /** A line without CR LF. */
  readonly send: (line: string) => void;
  /** Real waiting (command timer, pace of a resync), apart from the PBX's own clock. */
  readonly after: (ms: number, run: () => void) => PortTimer;
}

export interface Port {
  /** `RS` and `RD` of a fresh connection. */
  start(): void;
  /** One command payload, CR included. */
  receive(payload: string): void;
  stop(): void;
  readonly monitorCount: () => number;
}

/** One logged-in OAI client as the PBX sees it: its monitors, filters, sequence number and resyncs. */
export const createPort = (deps: PortDeps): Port => {
  const { pbx } = deps;
  const settings: PortSettings = { ...defaultPortSettings, ...deps.settings };
  const supported = supportedMasks(settings.version);
  const monitors = createMonitorTable(settings.gateway, versionNumber(settings.version) >= 1000 ? 9_999 : 999);
  let sequence = 0;
  let lastGlobalResync: number | null = null;
  let commandTimer: PortTimer | null = null;
  let resyncTimer: PortTimer | null = null;
  let resyncing = false;
  let deferredEvents: RaisedEvent[] = [];
  let deferredCommands: string[] = [];

  const write = (body: string): void => {
    const seq = sequence < 10 ? `00${sequence}` : sequence < 100 ? `0${sequence}` : String(sequence);
    sequence = (sequence + 1) % 1000;
    deps.send(`${seq},${body}`);
  };
  const text = (field: Field): string =>
    typeof field === 'string' ? field : context.expanded && field.kind !== 'agent' ? `${field.node}:${field.number}` : field.number;
  const eventLine = (code: string, resync: string, xref: string, fields: readonly Field[]): string => {
    let line = `${code},${resync},${xref}`;
    for (const field of shapeFields(code, fields, settings.version, settings.queuedForm)) line += `,${text(field)}`;
    return line;
  };

  const cancelResync = (): void => {
    resyncTimer?.cancel();
    resyncTimer = null;
    resyncing = false;
    deferredEvents = [];
    deferredCommands = [];
  };
  const restart = (resyncCode: '0' | '1'): void => {
    if (resyncCode === '0') {
      cancelResync();
      monitors.clear();
      context.expanded = false;
      context.nodeAware = false;
    }
    sequence = 0;
    const { time, date } = pbxTime(pbx.clock.now());
    const node = settings.gateway ? '0' : (pbx.profile.nodes[0]?.id ?? '1');
    const networking = pbx.profile.nodes.length > 1 ? '1' : '0';
    write(
      `RS,${resyncCode},${time},${date},${settings.version},${ksuVersions[settings.version]},${settings.premium},${node},${networking},3,1`,
    );
    if (resyncCode === '0') write('RD,0,');
  };

  const writeCopy = (code: string, monitored: Device, fields: readonly Field[], resync = ''): void => {
    const monitor = monitors.ofDevice(monitored);
    if (monitor !== undefined && passesFilter(code, monitor.masks)) write(eventLine(code, resync, monitor.xref, fields));
    const agent = monitored.kind === 'station' ? monitored.agent : null;
    const second = agent === null ? undefined : monitors.ofDevice(agent);
    const own = ['LN', 'LF', 'RY', 'NRY', 'WNR'].includes(code);
    if (second !== undefined && !own && passesFilter(code, second.masks)) write(eventLine(code, resync, second.xref, fields));
  };
  const writeSystem = (code: string, node: string, fields: readonly Field[], resync = ''): void => {
    const monitor = monitors.ofNode(node);
    if (monitor === undefined || pbx.core.downNodes.has(node) || !passesFilter(code, monitor.masks)) return;
    write(eventLine(code, resync, monitor.xref, fields));
  };
  const deliver = (event: RaisedEvent): void => {
    if (resyncing && event.kind !== 'powerUp') {
      deferredEvents.push(event);
      return;
    }
    switch (event.kind) {
      case 'device':
        for (const copy of event.copies)
          if (!pbx.core.downNodes.has(copy.monitored.node)) writeCopy(event.code, copy.monitored, copy.fields);
        return;
      case 'system':
        writeSystem(event.code, event.node, event.fields);
        return;
      case 'nodeLink':
        if (settings.gateway) write(`LS,,${event.node},${event.up ? '1' : '0'},${event.reason}`);
        return;
      case 'monitorEnded': {
        const monitor = monitors.ofDevice(event.device);
        if (monitor === undefined) return;
        monitors.remove(monitor);
        write(`ME,,${monitor.xref},${event.cause}`);
        return;
      }
      case 'powerUp':
        restart('0');
        return;
      case 'finished':
        if (versionNumber(settings.version) >= 900)
          writeSystem('SMR', event.call.node, [event.call.node, bars(smdrRecord(event.call).trimEnd())]);
        return;
    }
  };

  const endResync = (code: string, scope: string): void => {
    resyncTimer = null;
    write(`RD,${code},${scope}`);
    resyncing = false;
    const events = deferredEvents;
    deferredEvents = [];
    for (const event of events) deliver(event);
    const commands = deferredCommands;
    deferredCommands = [];
    for (const [i, command] of commands.entries()) {
      if (resyncing) {
        deferredCommands.push(...commands.slice(i));
        return;
      }
      run(command);
    }
  };
  const startResync = (code: string, devices: readonly Device[], scope: string, nodes: readonly string[]): void => {
    const pending: [string, Device | string, readonly Field[]][] = [];
    for (const device of devices) {
      if (pbx.core.downNodes.has(device.node)) continue;
      for (const line of resyncLines(device)) pending.push([line.code, device, line.fields]);
    }
    const alarms = versionNumber(settings.version) >= 820 ? [...pbx.core.alarms.values()].filter((a) => nodes.includes(a.node)) : [];
    for (const alarm of alarms) pending.push(['AG', alarm.node, alarm.fields]);
    resyncing = true;
    let at = 0;
    const chunk = (): void => {
      const end = Math.min(at + settings.resyncChunk, pending.length);
      for (; at < end; at += 1) {
        const line = pending[at];
        if (line === undefined) continue;
        const [event, source, fields] = line;
        if (typeof source === 'string') writeSystem(event, source, fields, code);
        else writeCopy(event, source, fields, code);
      }
      if (at >= pending.length) endResync(code, scope);
      else resyncTimer = deps.after(settings.resyncPauseMs, chunk);
    };
    resyncTimer = deps.after(settings.resyncPauseMs, chunk);
  };

  const context: PortContext = {
    pbx,
    settings,
    supported,
    monitors: monitors.byXref,
    nodeAware: false,
    expanded: false,
    text,
    find: (reference) => pbx.directory.find(reference),
    monitorOf: (device) => monitors.ofDevice(device) ?? null,
    addMonitor: monitors.add,
    removeMonitor: monitors.remove,
    write,
    restart,
    startResync,
    takeGlobalResync: () => {
      const now = pbx.clock.now();
      if (lastGlobalResync !== null && now - lastGlobalResync < settings.resyncIntervalMs) return false;
      lastGlobalResync = now;
      return true;
    },
  };

  const watchCommands = (): void => {
    commandTimer?.cancel();
    if (settings.commandTimerMs <= 0) return;
    commandTimer = deps.after(settings.commandTimerMs, () => {
      restart('0');
      watchCommands();
    });
  };
  const run = (payload: string): void => {
    const command = parseCommand(payload.endsWith('\r') ? payload.slice(0, -1) : payload);
    const reply = (outcome: number | string, ...fields: string[]): void =>
      write(`CF,${[command.name, command.invokeId, String(outcome), ...fields].join(',')}`);
    const handler = payload.endsWith('\r') ? commandHandlers.get(command.name) : undefined;
    if (handler === undefined) {
      reply(45);
      return;
    }
    if (command.name.startsWith('_') && !isInvokeId(command.invokeId)) {
      reply(41);
      return;
    }
    watchCommands();
    handler({ port: context, invokeId: command.invokeId, args: command.args, reply });
  };

  let unsubscribe: (() => void) | null = null;
  return {
    start: () => {
      unsubscribe = pbx.onRaised(deliver);
      restart('0');
      watchCommands();
    },
    receive: (payload) => {
      if (resyncing) deferredCommands.push(payload);
      else run(payload);
    },
    stop: () => {
      unsubscribe?.();
      commandTimer?.cancel();
      cancelResync();
    },
    monitorCount: () => monitors.byXref.size,
  };
};
