import type { Agent, Application, Device, HuntGroup, Station, Trunk } from './model.ts';
import type { PbxProfile } from './profile.ts';

export interface Directory {
  readonly stations: Station[];
  readonly trunks: Trunk[];
  readonly groups: HuntGroup[];
  readonly agents: Agent[];
  readonly applications: Application[];
  /** `number` or `node:number`; the first node wins when a plain number stands on two. */
  find(reference: string): Device | null;
  /** Every device of that number, one a node at most. */
  findAll(reference: string): Device[];
  renumber(device: Device, number: string): void;
}

const applicationTypes = { announcement: 5, autoAttendant: 6, voicemail: 0 } as const;

export const createDirectory = (profile: PbxProfile, startAt: number): Directory => {
  const firstNode = profile.nodes[0]?.id ?? '1';
  const byNumber = new Map<string, Device[]>();
  const index = <D extends Device>(device: D): D => {
    const same = byNumber.get(device.number);
    if (same === undefined) byNumber.set(device.number, [device]);
    else same.push(device);
    return device;
  };
  const base = (d: { number: string; name: string; node?: string | undefined }, deviceType: number, description = d.name) => ({
    node: d.node ?? firstNode,
    number: d.number,
    name: d.name,
    description,
    deviceType,
    calls: new Set<never>(),
  });

  const stations = profile.stations.map(
    (s): Station =>
      index({
        ...base(s, 0, s.description ?? s.name),
        kind: 'station',
        dnd: null,
        forward: null,
        online: true,
        hasMailbox: s.mailbox ?? false,
        messages: 0,
        agent: null,
        idleSince: startAt,
        noAnswerMs: 20_000,
      }),
  );
  const trunks = profile.trunks.map((t): Trunk => index({ ...base(t, 9), kind: 'trunk' }));
  const agents = profile.agents.map(
    (a): Agent =>
      index({
        ...base({ number: a.id, name: a.name, node: a.node }, 23),
        kind: 'agent',
        station: null,
        groups: new Set(),
        state: 'ready',
        wrapUp: null,
      }),
  );
  const applications = profile.applications.map(
    (a): Application =>
      index({
        ...base(a, 12),
        kind: 'application',
        role: a.role,
        applicationType: applicationTypes[a.role],
        playMs: a.playSeconds * 1000,
        target: a.target ?? '',
      }),
  );
  const memberOf = (number: string, node: string): (Station | Agent)[] =>
    (byNumber.get(number) ?? []).filter((d): d is Station | Agent => (d.kind === 'station' || d.kind === 'agent') && d.node === node);
  const groups = profile.groups.map(
    (g): HuntGroup =>
      index({
        ...base(g, 2),
        kind: 'huntGroup',
        groupType: g.type === 'acd' ? 2 : 0,
        distribution: g.distribution,
        members: g.members.flatMap((m) => memberOf(m, g.node ?? firstNode)),
        noAnswerMs: g.noAnswerSeconds * 1000,
        overflowMs: g.overflowSeconds === undefined ? null : g.overflowSeconds * 1000,
        overflowTo: g.overflowTo ?? null,
        wrapUpMs: (g.wrapUpSeconds ?? 0) * 1000,
        queue: [],
      }),
  );

  const findAll = (reference: string): Device[] => {
    const colon = reference.indexOf(':');
    if (colon < 0) return byNumber.get(reference) ?? [];
    const node = reference.slice(0, colon);
    return (byNumber.get(reference.slice(colon + 1)) ?? []).filter((d) => d.node === node);
  };
  return {
    stations,
    trunks,
    groups,
    agents,
    applications,
    findAll,
    find: (reference) => findAll(reference)[0] ?? null,
    renumber: (device, number) => {
      byNumber.set(
        device.number,
        (byNumber.get(device.number) ?? []).filter((d) => d !== device),
      );
      device.number = number;
      index(device);
    },
  };
};
