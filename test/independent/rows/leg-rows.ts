import { rowsFrom } from './row-shape.ts';
import { numberKey } from './scope.ts';

/** A failed internal call has one segment, at who made it (§3.6): nobody received it. */
const madeOnly = `(s."callType" = 'internal' AND s.outcome = 'failed')`;

/** Every leg, one row a segment (§8.3). An internal one is seen by the called: in. */
export const legRows = (key: string, name: string, where: string): string =>
  rowsFrom(
    {
      call_id: 's."logicalCallId"',
      key,
      name,
      external: `s."callType" = 'external'`,
      inbound: `CASE WHEN s."callType" = 'external' THEN s.direction = 'in' ELSE NOT ${madeOnly} END`,
      outbound: `CASE WHEN s."callType" = 'external' THEN s.direction = 'out' ELSE ${madeOnly} END`,
      outside_leg: 's.outside_leg',
      answered: 's.answered',
      failed: `s.outcome = 'failed'`,
      lost: 's.is_lost',
      unreturned: 's.is_lost AND c.unreturned',
      over_in: 's."overflowedFrom" IS NOT NULL',
      over_out: `s.outcome = 'overflowed'`,
      tr_in: 's."transferredFrom" IS NOT NULL',
      tr_out: `s.outcome = 'transferred'`,
      inferred: `s."endedBy" = 'inferred'`,
      started: 's."startedAt"',
      answered_at: 's."answeredAt"',
      ended: 's."endedAt"',
      ring: 'CASE WHEN s.answered OR s."endedAt" IS NOT NULL THEN s."ringMs" END',
      talk: 's."talkMs"',
      hold: 's."holdMs"',
      call_time: 's."ringMs" + s."talkMs" + s."holdMs"',
      trunk: 's.trunk',
      contact: 's."contactName"',
      outside: 's."outsideNumber"',
      ddi: 's.ddi',
      code: 's."accountCode"',
    },
    `s JOIN c USING ("logicalCallId") WHERE ${where}`,
  );

/** An internal call counts once more as out for who made it: answered if any leg was, ring to the first answer, talk and hold of the call. */
const originatorRows = (key: string, name: string): string =>
  rowsFrom(
    {
      call_id: 'c."logicalCallId"',
      key,
      name,
      external: 'false',
      inbound: 'false',
      outbound: 'true',
      outside_leg: 'false',
      answered: 'c.answered',
      failed: `c.outcome = 'failed'`,
      lost: 'false',
      unreturned: 'false',
      over_in: 'false',
      over_out: 'false',
      tr_in: 'false',
      // Who made the call may also be the one who transferred it.
      tr_out: `EXISTS (FROM s WHERE s."logicalCallId" = c."logicalCallId" AND s."transferredFrom" = c."callingExtension")`,
      inferred: `c."endedBy" = 'inferred'`,
      started: 'c."startedAt"',
      answered_at: 'c."answeredAt"',
      ended: 'c."endedAt"',
      ring: 'CASE WHEN c.answered OR c."endedAt" IS NOT NULL THEN c."ringMs" END',
      talk: 'c."talkMs"',
      hold: 'c."holdMs"',
      call_time: 'c.call_time',
      trunk: 'NULL',
      contact: 'NULL',
      outside: 'NULL',
      ddi: 'NULL',
      code: 'NULL',
    },
    `c WHERE c."callType" = 'internal'`,
  );

/** Of both ends of internal calls: by Extension, Agent, User. */
const placeRows = (place: 'extension' | 'agent' | 'userId', name: string, calling: string, callingName: string): string =>
  `${legRows(`s."${place}"`, `s."${name}"`, `NOT ${madeOnly}`)} UNION ALL ${originatorRows(`c."${calling}"`, `c."${callingName}"`)}`;

export const extensionRows = (): string => placeRows('extension', 'extensionName', 'callingExtension', 'callingExtensionName');
export const agentRows = (): string => placeRows('agent', 'agentName', 'callingAgent', 'callingAgentName');
export const userRows = (): string => placeRows('userId', 'userName', 'callingUserId', 'callingUserName');

/** Internal calls count once, under the caller's extension (§8.3); external ones by E.164, else raw digits (§8.13). */
export const telephoneNumberRows = (): string =>
  legRows(
    `CASE WHEN s."callType" = 'external' THEN ${numberKey.replaceAll('"outside', 's."outside')} ELSE s."callingExtension" END`,
    `CASE WHEN s."callType" = 'external' THEN s."contactName" ELSE s."callingExtensionName" END`,
    'true',
  );
