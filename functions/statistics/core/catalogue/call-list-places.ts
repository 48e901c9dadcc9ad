import type { Statistic } from '../types/statistic.ts';
import { callLists, listColumns } from './list-column.ts';

const list = { templates: callLists.all, licence: 'callLogging' } as const;
const times = listColumns({ group: 'Call Times', ...list });
/** Manual 12.1.3; of whole calls by the aggregation rules (L4053). */
export const callListTimeColumns: readonly Statistic[] = [
  times(
    [22, 16589],
    'answerTime',
    'Answer Time',
    'timeOfDay',
    'answeredAt',
    'When it was answered, a whole call for the first time. Empty when it was not.',
  ),
  times(
    [23, 16594],
    'callDuration',
    'Call Duration',
    'duration',
    'ringMs',
    'Ring, talk and hold time together; of a whole call the sum over its segments, where a phone that rang in vain beside another adds nothing.',
    { show: 'duration' },
  ),
  times([24, 16599], 'endTime', 'End Time', 'timeOfDay', 'endedAt', 'When it ended, a whole call at its latest segment.'),
  times([25, 16604], 'holdDuration', 'Hold Duration', 'duration', 'holdMs', 'Time on hold; of a whole call the sum over its segments.'),
  times(
    [26, 16609],
    'ringDuration',
    'Ring Duration',
    'duration',
    'ringMs',
    'Time ringing; of a whole call the time until it was first answered, not a sum.',
  ),
  times([27, 16614], 'startTime', 'Start Time', 'timeOfDay', 'startedAt', 'When it started ringing.'),
  times(
    [28, 16619],
    'talkDuration',
    'Talk Duration',
    'duration',
    'talkMs',
    'Time in conversation; of a whole call the sum over its segments.',
  ),
  times(
    null,
    'elapsedTime',
    'Elapsed Time',
    'duration',
    'elapsedMs',
    'Ours: from the start of the call to its end by the clock, parallel segments not added up.',
    { templates: callLists.whole },
  ),
];

const places = listColumns({ group: 'Devices / Agents', ...list });
type Field = Parameters<typeof places>[4];
/** Number and name are a column each, though the manual has them as one entry. */
const pair = (
  place: readonly [number, number],
  names: readonly [string, string],
  fields: readonly [Field, Field],
  words: string,
  more: Parameters<typeof places>[6] = {},
) =>
  ([0, 1] as const).map((n) => {
    const { alsoField, ...rest } = more;
    return places(place, fields[n], names[n], 'text', fields[n], `${n === 0 ? 'Number' : 'Name'} of ${words}`, {
      ...rest,
      ...(alsoField === undefined ? {} : { alsoField: n === 0 ? alsoField : `${alsoField}Name` }),
    });
  });
const whole = { templates: callLists.whole };

/**
 * Manual 12.1.4; here the asterisks mean the opposite: `*` un-segmented only, `**` segmented only (L16770, ⚠3). Agent, Extension and
 * Username stand on un-segmented lists too, by the aggregation rules (L4068, ⚠4).
 */
export const callListPlaceColumns: readonly Statistic[] = [
  ...pair(
    [29, 16638],
    ['Agent', 'Agent Name'],
    ['agent', 'agentName'],
    'the agent logged in at the phone, on internal calls of both sides; of a whole call, who answered, else where it first rang.',
    { alsoField: 'callingAgent' },
  ),
  ...pair(
    [30, 16649],
    ['Answering Agent', 'Answering Agent Name'],
    ['answeringAgent', 'answeringAgentName'],
    'the agent at whom the call was first answered.',
    whole,
  ),
  ...pair(
    [31, 16659],
    ['Answering Extension', 'Answering Extension Name'],
    ['answeringExtension', 'answeringExtensionName'],
    'the extension at which the call was first answered.',
    whole,
  ),
  ...pair(
    [32, 16668],
    ['Extension', 'Extension Name'],
    ['extension', 'extensionName'],
    'the phone or application, on internal calls of both sides; of a whole call, which answered, else which first rang.',
    { alsoField: 'callingExtension' },
  ),
  ...pair(
    [33, 16678],
    ['First Rang Agent', 'First Rang Agent Name'],
    ['firstRangAgent', 'firstRangAgentName'],
    'the first agent at whom the call rang.',
    whole,
  ),
  ...pair(
    [34, 16690],
    ['First Rang Extension', 'First Rang Extension Name'],
    ['firstRangExtension', 'firstRangExtensionName'],
    'the first extension at which the call rang.',
    whole,
  ),
  ...pair(
    [35, 16702],
    ['Hunt Group', 'Hunt Group Name'],
    ['huntGroup', 'huntGroupName'],
    'the hunt group that offered the call, of a whole call the first one; DEE for a leg of twinned ringing.',
    { show: 'huntGroup' },
  ),
  ...pair(
    [36, 16713],
    ['Last Rang Agent', 'Last Rang Agent Name'],
    ['lastRangAgent', 'lastRangAgentName'],
    'the last agent at whom the call rang.',
    whole,
  ),
  ...pair(
    [37, 16725],
    ['Last Rang Extension', 'Last Rang Extension Name'],
    ['lastRangExtension', 'lastRangExtensionName'],
    'the last extension at which the call rang.',
    whole,
  ),
  places(
    [38, 16737],
    'transferredFrom',
    'Transferred From',
    'text',
    'transferredFrom',
    'Extension that transferred the call to here; of a whole call the first one that transferred it.',
  ),
  places(
    [38, 16737],
    'transferredAgentFrom',
    'Transferred Agent From',
    'text',
    'transferredFromAgent',
    'Agent who transferred the call to here; of a whole call the first who transferred it.',
  ),
  places(
    [39, 16747],
    'transferredTo',
    'Transferred To',
    'text',
    'transferredTo',
    'Extension to which the call was transferred from here; of a whole call the first such.',
  ),
  places(
    [39, 16747],
    'transferredAgentTo',
    'Transferred Agent To',
    'text',
    'transferredToAgent',
    'Agent to whom the call was transferred from here; of a whole call the first such.',
  ),
  places([40, 16756], 'trunkNumber', 'Trunk Number', 'text', 'trunk', 'Line of an external call; empty for internal ones.'),
  places(
    [40, 16756],
    'trunkDescription',
    'Trunk Description',
    'text',
    'trunkName',
    'Name of the line of an external call; empty for internal ones.',
  ),
  places(
    [41, 16765],
    'username',
    'Username',
    'text',
    'userName',
    'User to whom the phone or agent belonged then, on internal calls of both sides; of a whole call who answered, else where it first rang.',
    { alsoField: 'callingUserName' },
  ),
];
