import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, text } from './fields.ts';
import type { InformationCode, OaiEventLine } from './line.ts';
import { envelopeAtNode, envelopeOf, type LineContext } from './line-context.ts';

type Information = Extract<UnnumberedEvent, { kind: 'information' }>;

/** Where the device and the call id stand, and the names of the fields from `from` on. */
interface Layout {
  readonly device: number | null;
  readonly callId: number | null;
  readonly node: number | null;
  readonly from: number;
  readonly names: readonly string[];
}

const aboutDevice = (names: readonly string[]): Layout => ({ device: 4, callId: null, node: null, from: 4, names: ['device', ...names] });
const aboutNode = (names: readonly string[], from = 4): Layout => ({ device: null, callId: null, node: from, from, names });

const layouts: Readonly<Record<InformationCode, Layout>> = {
  FE: aboutDevice(['feature', 'on']),
  CB: {
    device: 5,
    callId: null,
    node: null,
    from: 4,
    names: ['on', 'device', 'target', 'user', 'description', 'account', 'outsideNumber'],
  },
  ET: { device: 5, callId: 4, node: null, from: 4, names: ['callId', 'device', 'seconds'] },
  MU: aboutDevice(['muted']),
  GI: { device: 4, callId: 5, node: null, from: 4, names: ['device', 'callId', 'destination', 'reason'] },
  OE: aboutDevice(['reason']),
  DCE: aboutDevice(['reason', 'type']),
  DLC: aboutDevice(['new', 'previous']),
  DEE: aboutDevice(['complete', 'digits', 'valid']),
  DSC: aboutDevice(['new', 'previous', 'detail']),
  NM: aboutNode(['node', 'night']),
  CS: { device: null, callId: null, node: null, from: 3, names: ['connection', 'state', 'previousNode', 'currentNode'] },
  SMR: aboutNode(['node', 'record']),
  GDA: { device: null, callId: null, node: null, from: 4, names: [] },
};

const fieldsFrom = (f: readonly string[], from: number, names: readonly string[]): Record<string, string> => {
  const fields: Record<string, string> = {};
  for (let i = from; i < f.length; i++) {
    const value = f[i] ?? '';
    if (value !== '') fields[names[i - from] ?? `field${i}`] = value;
  }
  return fields;
};

/** ET's printed example has device before call, its table call before device: which one is a known device decides. */
const swapped = (line: OaiEventLine, context: LineContext): boolean =>
  line.code === 'ET' && context.isDevice(device(line.f, 4) ?? '') && !context.isDevice(device(line.f, 5) ?? '');

/** A line that is understood but that no call rule uses. */
export const informationEvent = (code: InformationCode, line: OaiEventLine, context: LineContext): Information => {
  const { f } = line;
  const layout = layouts[code];
  const turned = swapped(line, context);
  const deviceAt = turned ? 4 : layout.device;
  const callAt = turned ? 5 : layout.callId;
  const subject = deviceAt === null ? null : device(f, deviceAt);
  const envelope =
    layout.node === null ? envelopeOf(line, context, deviceAt ?? f.length, subject) : envelopeAtNode(line, context, f[layout.node]);
  return {
    kind: 'information',
    ...envelope,
    code,
    device: subject,
    callId: callAt === null ? null : text(f, callAt),
    fields: fieldsFrom(f, layout.from, turned ? ['device', 'callId', 'seconds'] : layout.names),
  };
};

/** A known line of another family that has no event of its own here (an end of a resync nobody began, a monitor nobody knows). */
export const leftoverEvent = (line: OaiEventLine, context: LineContext, names: readonly string[]): Information => ({
  kind: 'information',
  ...envelopeAtNode(line, context, undefined),
  code: line.code,
  device: null,
  callId: null,
  fields: fieldsFrom(line.f, 3, names),
});
