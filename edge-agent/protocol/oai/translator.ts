import type { CallEventOf, UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { epochMs } from '../../../functions/domain/ids.ts';
import { absorbConfirmation } from './absorb-confirmation.ts';
import { withinBounds } from './bounds.ts';
import { createCallNodes } from './call-nodes.ts';
import { parseSystemInfo, type SystemInfo } from './confirmations.ts';
import { createCopyMerger, type UnnumberedWithCopy } from './copy-merger.ts';
import { createDirectory, type DirectoryChange } from './directory.ts';
import { deviceOf } from './fields.ts';
import { leftoverEvent } from './information-events.ts';
import { type OaiConfirmation, type OaiEventLine, type OaiLine, parseOaiLine } from './line.ts';
import { isRejected, type LineContext } from './line-context.ts';
import { isSocketCode, neutralEvent, type SocketCode } from './neutral-event.ts';
import { createSentCommands } from './sent-commands.ts';
import type { OaiCounters, OaiTranslator, OaiTranslatorOptions } from './translator-types.ts';

export type { UnnumberedWithCopy } from './copy-merger.ts';
export type { OaiCounters, OaiTranslator, OaiTranslatorOptions } from './translator-types.ts';

/** Quiet time after which a tick follows a burst of events. */
export const tickAfterMs = 600;
/** No event line of the tables comes near this. */
const maxEventChars = 8192;
const maxRawChars = 4096;

type LinkState = CallEventOf<'linkState'>['state'];

const none: readonly UnnumberedWithCopy[] = [];

export const createOaiTranslator = (options: OaiTranslatorOptions): OaiTranslator => {
  const byLines = (options.linkStates ?? 'lines') === 'lines';
  const configured = new Map<string, string | null>(
    options.devices.map((d) => [d.number, d.node !== null && d.node !== '' && d.node !== '0' ? d.node : null]),
  );
  const configuredNodes = new Set([...configured.values()].filter((node) => node !== null)).size;
  const counters: OaiCounters = {
    lines: 0,
    events: 0,
    copiesPassed: 0,
    copiesDropped: 0,
    unrecognised: 0,
    confirmations: 0,
    sequenceGaps: 0,
    damagedPages: 0,
  };
  const merger = createCopyMerger();
  const callNodes = createCallNodes();
  const directory = createDirectory();
  const sentCommands = createSentCommands();
  const monitors = new Map<string, string>();
  const resyncs = new Map<string, string | null>();
  let system: SystemInfo | null = null;
  let lastSeq: number | null = null;
  let burstAt: number | null = null;
  let starting = false;
  let published = false;
  let unpublished = false;
  let manyNodes = configuredNodes > 1;

  const baseNode = (): string => system?.node ?? options.defaultNode ?? '1';
  const listedNode = (device: string): string | null => configured.get(device) ?? directory.nodeOfDevice(device);

  const context = {
    at: epochMs(0),
    monitored: null as string | null,
    nodeOfDevice(device: string | null): string {
      const own = device === null ? null : listedNode(device);
      return own ?? (context.monitored === null ? null : listedNode(context.monitored)) ?? baseNode();
    },
    isDevice: (number: string): boolean => configured.has(number) || directory.has(number),
  } satisfies LineContext;

  const out = (event: UnnumberedEvent, copyOfIndex: number | null = null): UnnumberedWithCopy => {
    counters.events++;
    return { event, copyOfIndex };
  };

  const envelope = (at: number, resync: string | null) => ({ v: 1, at: epochMs(at), node: baseNode(), resync }) as const;

  const linkState = (
    at: number,
    state: LinkState,
    resync: string | null,
    scope: string | null,
    detail: string | null,
  ): UnnumberedWithCopy => {
    const node = scope?.endsWith(':') === true ? scope.slice(0, -1) : baseNode();
    burstAt = at;
    return out({ kind: 'linkState', ...envelope(at, resync), node, state, scope, detail, lostFrom: null, lostTo: null });
  };

  const publish = (at: number, change: DirectoryChange): UnnumberedWithCopy => {
    burstAt = at;
    return out({ kind: 'directoryChanged', ...envelope(at, null), ...change });
  };

  const publishDirectory = (at: number): UnnumberedWithCopy => {
    published = true;
    unpublished = false;
    return publish(at, directory.complete());
  };

  const unrecognised = (at: number, raw: string, reason: string): UnnumberedWithCopy => {
    counters.unrecognised++;
    burstAt = at;
    const cut = raw.length > maxRawChars;
    return out({
      kind: 'unrecognised',
      ...envelope(at, null),
      raw: cut ? raw.slice(0, maxRawChars) : raw,
      reason: cut ? `${reason} (cut from ${raw.length} characters)` : reason,
    });
  };

  const beginResync = (at: number, code: string, scope: string | null): UnnumberedWithCopy[] => {
    resyncs.set(code, scope);
    const events = byLines && unpublished ? [publishDirectory(at)] : [];
    events.push(linkState(at, 'resyncBegin', code, scope, null));
    return events;
  };

  const endResync = (at: number, line: OaiEventLine): readonly UnnumberedWithCopy[] => {
    const code = line.resync ?? '';
    // The end of the power-up announcement: no device was resynchronised.
    if (code === '0') return none;
    const begun = resyncs.get(code);
    if (begun === undefined) return [out(leftoverEvent(line, context, ['scope']))];
    resyncs.delete(code);
    const said = line.f[3] ?? '';
    const scope = said === '' ? begun : said;
    const events = [linkState(at, 'resyncEnd', code, scope, null)];
    if (byLines && starting && scope === null) {
      starting = false;
      events.push(linkState(at, 'up', null, null, null));
    }
    return events;
  };

  const restart = (at: number, line: OaiEventLine): readonly UnnumberedWithCopy[] => {
    if (line.resync !== '0' && line.resync !== '1') return [out(leftoverEvent(line, context, ['time', 'date']))];
    system = parseSystemInfo(line.f);
    manyNodes = manyNodes || system.gateway;
    lastSeq = line.seq;
    if (system.code === '1') return beginResync(at, '1', sentCommands.oldResyncScope());
    // Power-up, port reset or lapsed command timer: every monitor is gone and cross-references are given anew.
    monitors.clear();
    resyncs.clear();
    merger.clear();
    published = false;
    starting = byLines;
    return byLines ? [linkState(at, 'startingUp', null, null, `protocol ${system.protocol}, software ${system.software}`)] : none;
  };

  const socketEvents = (code: SocketCode, at: number, line: OaiEventLine): readonly UnnumberedWithCopy[] => {
    switch (code) {
      case 'RS':
        return restart(at, line);
      case 'RD':
        return endResync(at, line);
      case 'PE':
        return byLines ? [linkState(at, 'portsFull', null, null, `all ${line.f[3] ?? ''} ports are taken`)] : none;
    }
  };

  const confirmation = (at: number, line: OaiConfirmation): readonly UnnumberedWithCopy[] => {
    counters.confirmations++;
    const absorbed = absorbConfirmation(line, sentCommands, directory, monitors);
    if (absorbed === null) return none;
    if (absorbed.type === 'resync') return beginResync(at, line.invokeId, absorbed.scope);
    if (absorbed.type === 'damaged') {
      counters.damagedPages++;
      return none;
    }
    manyNodes = configuredNodes > 1 || system?.gateway === true || directory.nodes().length > 1;
    if (absorbed.change === null) return none;
    if (published) return [publish(at, absorbed.change)];
    unpublished = true;
    return none;
  };

  /** Recorded traffic may lack our commands: a live event proves that the monitors run. */
  const beforeLive = (at: number): UnnumberedWithCopy[] => {
    const events: UnnumberedWithCopy[] = [];
    if (unpublished) events.push(publishDirectory(at));
    if (starting) {
      starting = false;
      events.push(linkState(at, 'up', null, null, null));
    }
    return events;
  };

  const eventLine = (at: number, line: OaiEventLine): readonly UnnumberedWithCopy[] => {
    const device = monitors.get(line.xref);
    context.at = epochMs(at);
    context.monitored = device === undefined ? null : deviceOf(device);
    if (isSocketCode(line.code)) return socketEvents(line.code, at, line);
    if (line.raw.length > maxEventChars) return [unrecognised(at, line.raw, `${line.code}: longer than any event line`)];
    const parsed = neutralEvent(line, context);
    const event = isRejected(parsed) ? parsed : withinBounds(line, parsed);
    if (isRejected(event)) return [unrecognised(at, event.raw, event.reason)];
    if (line.code === 'ME') monitors.delete(line.xref);
    if (manyNodes) event.node = callNodes.settle(event, listedNode);
    const before = byLines && line.resync === null && (starting || unpublished) ? beforeLive(at) : none;
    const passed = merger.push(event, counters.events);
    if (passed === null) {
      counters.copiesDropped++;
      return before;
    }
    if (passed.copyOfIndex !== null) counters.copiesPassed++;
    counters.events++;
    burstAt = at;
    return before.length === 0 ? [passed] : [...before, passed];
  };

  const countGap = (seq: number | null): void => {
    if (seq === null) return;
    if (lastSeq !== null && seq !== (lastSeq + 1) % 1000) counters.sequenceGaps++;
    lastSeq = seq;
  };

  const accept = (received: number, line: OaiLine): readonly UnnumberedWithCopy[] => {
    const at = Math.max(0, Math.round(received));
    counters.lines++;
    if (line.type === 'event' && line.code === 'RS') return eventLine(at, line);
    countGap(line.seq);
    if (line.type === 'event') return eventLine(at, line);
    return line.type === 'confirmation' ? confirmation(at, line) : [unrecognised(at, line.raw, line.reason)];
  };

  return {
    line: (at, rx) => accept(at, parseOaiLine(rx)),
    accept,
    sent: (_at, tx) => sentCommands.add(tx),
    emit(event) {
      burstAt = event.at;
      return out(event);
    },
    tickDueAt: () => (burstAt === null ? null : burstAt + tickAfterMs),
    tick(at) {
      burstAt = null;
      return out({ kind: 'tick', ...envelope(at, null) });
    },
    publishDirectory,
    directory,
    monitors,
    get system() {
      return system;
    },
    counters,
  };
};
