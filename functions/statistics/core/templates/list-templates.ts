import type { Template, TemplateId } from '../types/template.ts';
import { everyCall, unreturnedOnly } from './scopes.ts';

type Given = Pick<Template, 'name' | 'kind' | 'counts' | 'line' | 'words'> & Partial<Template>;
const list = (id: TemplateId, given: Given): Template => ({
  id,
  grains: [],
  scope: everyCall,
  key: { by: 'none' },
  stays: null,
  fixedColumns: null,
  licence: 'callLogging',
  ...given,
});

/** A row for each call, segment, status change or configured number (manual L3863-3985). */
export const listTemplates: readonly Template[] = [
  list('callList', {
    name: 'Call List',
    kind: 'callList',
    grains: ['call'],
    counts: 'calls',
    line: 3874,
    words: 'Every call in one row.',
  }),
  list('callListSegmented', {
    name: 'Call List (Segmented)',
    kind: 'segmentList',
    grains: ['leg'],
    counts: 'segments',
    line: 3879,
    words: 'Every segment in a row: each phone, group or application where the call was.',
  }),
  list('unreturnedLostCalls', {
    name: 'Unreturned Lost Calls',
    kind: 'callList',
    grains: ['call'],
    scope: unreturnedOnly,
    counts: 'calls',
    line: 3942,
    words:
      'Lost external calls with a number to which nobody of the customer has talked since, in or out, within the return window. Evaluated when the report runs.',
  }),
  list('acdStatusList', {
    name: 'ACD Status List',
    kind: 'statusList',
    counts: 'status changes',
    licence: 'acdReporting',
    line: 3868,
    words: 'Every change of an agent: log on and log off for each hunt group, free, busy, wrap-up, do not disturb.',
  }),
  list('dndStatusList', {
    name: 'DND Status List',
    kind: 'statusList',
    counts: 'status changes',
    licence: 'dndReporting',
    line: 3979,
    words: 'Every change of do not disturb at an extension, with its message and text.',
  }),
  list('agentList', { name: 'ACD Agent List', kind: 'configList', counts: 'agents', line: 3956, words: 'The agents the site has.' }),
  list('ddiList', {
    name: 'DDI Number List',
    kind: 'configList',
    counts: 'DDI numbers',
    line: 3962,
    words: 'The DDI numbers the site has.',
  }),
  list('deviceList', {
    name: 'Device List',
    kind: 'configList',
    counts: 'extensions',
    line: 3967,
    words: 'The extensions and applications the site has.',
  }),
  list('trunkList', { name: 'Trunk List', kind: 'configList', counts: 'trunks', line: 3973, words: 'The lines the site has.' }),
];
