import type { Line } from './simulated-site.ts';

const callId = /^\d[A-Z]\d{2,}$/;
const idsIn = (rx: string): readonly string[] => rx.split(',').filter((field) => callId.test(field));

/** Ids of calls that share a line with one another, directly or through others: consultations, transfers, conferences. */
export const familiesOf = (lines: readonly Line[]): readonly ReadonlySet<string>[] => {
  const familyOf = new Map<string, Set<string>>();
  for (const { rx } of lines) {
    const ids = idsIn(rx);
    const joined = new Set(ids.flatMap((id) => [...(familyOf.get(id) ?? [id])]));
    for (const id of joined) familyOf.set(id, joined);
  }
  return [...new Set(familyOf.values())];
};

export const names = (line: Line, ids: ReadonlySet<string>): boolean => idsIn(line.rx).some((id) => ids.has(id));
