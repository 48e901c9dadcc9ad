import type { LiveCall } from '../../domain/live.ts';

/** Devices of a viewer who sees the numbers of own calls only; null = a viewer who sees all. */
export type OwnDevices = { readonly extensions: readonly string[]; readonly agents: readonly string[] } | null;

const isOwn = (own: NonNullable<OwnDevices>, call: LiveCall): boolean =>
  (call.extension !== null && own.extensions.includes(call.extension)) ||
  (call.callingExtension !== null && own.extensions.includes(call.callingExtension)) ||
  (call.agent !== null && own.agents.includes(call.agent));

/** A call as this viewer may see it: outside parties of other people's calls are blank. */
export const redactCall = (own: OwnDevices, call: LiveCall): LiveCall =>
  own === null || isOwn(own, call) ? call : { ...call, outsideNumber: null, contactName: null };
