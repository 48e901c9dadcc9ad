import { alert } from './alert.ts';
import { divertedFields, queuedFields } from './call-fields.ts';
import { alertedStations, type PbxCore, raiseCopies, removeParty, setParty } from './core.ts';
import type { Agent, Call, HuntGroup, Station } from './model.ts';
import { endAnnouncement } from './queue-announcement.ts';

const stationOf = (member: Station | Agent, group: HuntGroup): Station | null => {
  if (member.kind === 'station') return member;
  return member.groups.has(group) && member.state === 'ready' ? member.station : null;
};

const isFree = (station: Station): boolean => station.online && station.dnd === null && station.calls.size === 0;

/** Phones the group could ring now, best first. */
export const freeMembers = (group: HuntGroup): Station[] => {
  const free = group.members.flatMap((m) => {
    const station = stationOf(m, group);
    return station !== null && isFree(station) ? [station] : [];
  });
  return group.distribution === 'longestIdle' ? free.sort((a, b) => a.idleSince - b.idleSince) : free;
};

const enqueue = (core: PbxCore, call: Call, group: HuntGroup, cause: number): void => {
  const known = group.queue.includes(call);
  if (!known) group.queue.push(call);
  setParty(call, group, 'Q');
  const position = group.queue.indexOf(call) + 1;
  const callerCnx = call.parties.get(call.caller) ?? 'C';
  const copies = [
    { monitored: group, cnx: 'Q' },
    { monitored: call.caller, cnx: callerCnx },
  ];
  raiseCopies(core, 'QU', copies, (c) => queuedFields(call, group, position, c.cnx, cause));
  core.signal('queued', call, group);
};

export const leaveQueueSilently = (call: Call, group: HuntGroup): void => {
  const at = group.queue.indexOf(call);
  if (at >= 0) group.queue.splice(at, 1);
  removeParty(call, group);
};

const ringMembers = (core: PbxCore, call: Call, group: HuntGroup, stations: readonly Station[], cause: number): void => {
  leaveQueueSilently(call, group);
  endAnnouncement(core, call);
  call.group = group;
  for (const station of stations) {
    call.tried.add(station);
    alert(core, call, station, cause);
  }
  armNoAnswer(core, call, group);
};

const firstChoice = (group: HuntGroup, free: readonly Station[]): readonly Station[] =>
  group.distribution === 'ringAll' ? free : free.slice(0, 1);

/** Starts the group's patience with this call anew. */
export const armOverflow = (core: PbxCore, call: Call, group: HuntGroup): void => {
  call.overflowTimer?.cancel();
  call.overflowTimer =
    group.overflowMs === null || group.overflowTo === null ? null : core.clock.after(group.overflowMs, () => overflowCall(core, call));
};

/** From now on the members that ring have the group's time to answer. */
export const armNoAnswer = (core: PbxCore, call: Call, group: HuntGroup): void => {
  call.ringTimer?.cancel();
  call.ringTimer = core.clock.after(group.noAnswerMs, () => advance(core, call, group));
};

/** The call reaches the group: rings there, or waits. */
export const offerToGroup = (core: PbxCore, call: Call, group: HuntGroup, cause: number): void => {
  call.group = group;
  call.tried.clear();
  armOverflow(core, call, group);
  const free = group.queue.length > 0 ? [] : firstChoice(group, freeMembers(group));
  if (free.length > 0) ringMembers(core, call, group, free, cause);
  else enqueue(core, call, group, 23);
};

/** Nobody picked up in time: `DI` to the next member, or back to the queue. A ring-all group just goes on ringing. */
const advance = (core: PbxCore, call: Call, group: HuntGroup): void => {
  call.ringTimer = null;
  const ringing = alertedStations(call);
  const left = ringing[0];
  if (call.ended || left === undefined || call.group !== group) return;
  if (group.distribution === 'ringAll') return;
  const next = freeMembers(group).find((s) => !call.tried.has(s));
  const copies = [
    { monitored: left, cnx: 'N' },
    { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
  ];
  raiseCopies(core, 'DI', copies, (c) => divertedFields(call, left, next ?? group, '', c.cnx, 10));
  removeParty(call, left);
  left.idleSince = core.clock.now();
  call.lastRedirection = left;
  if (next !== undefined) {
    ringMembers(core, call, group, [next], 10);
    return;
  }
  call.tried.clear();
  call.tried.add(left);
  group.queue.unshift(call);
  enqueue(core, call, group, 23);
  core.clock.after(4_000, () => dispatchQueue(core, group));
};

/** Gives waiting calls to free members, longest waiting first. */
export const dispatchQueue = (core: PbxCore, group: HuntGroup): void => {
  for (;;) {
    const call = group.queue[0];
    if (call === undefined) return;
    const free = freeMembers(group);
    const chosen = firstChoice(group, free.filter((s) => !call.tried.has(s)).concat(free.filter((s) => call.tried.has(s))));
    if (chosen.length === 0) return;
    ringMembers(core, call, group, chosen, 22);
  }
};

/** The group's time is up: `DI` cause 26 away from it, then wherever it overflows to. */
export const overflowCall = (core: PbxCore, call: Call, target?: string): void => {
  const group = call.group;
  const to = core.directory.find(target ?? group?.overflowTo ?? '');
  if (call.ended || group === null || to === null) return;
  const leaving = call.parties.get(group) === 'Q' ? [group] : alertedStations(call);
  if (leaving.length === 0) return;
  call.ringTimer?.cancel();
  for (const from of leaving) {
    const copies = [
      { monitored: from, cnx: 'N' },
      { monitored: call.caller, cnx: call.parties.get(call.caller) ?? 'C' },
    ];
    raiseCopies(core, 'DI', copies, (c) => divertedFields(call, from, to, '', c.cnx, 26));
    if (from === group) leaveQueueSilently(call, group);
    else removeParty(call, from);
  }
  call.lastRedirection = group;
  call.group = null;
  core.ring(call, to, 26);
};
