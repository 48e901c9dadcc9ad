import type { LiveAgent, LiveCall, LiveExtension } from '../../../../functions/domain/live.ts';
import type { GridRow } from '../../boards/core/feed.ts';
import { callParties, isTalking, talkWords } from './talk-words.ts';
import type { Ask, OfferedAction, Phone } from './types.ts';

/** What is offered depends on more than the row: on the other rows, and on who asks. */
export interface ActionContext {
  readonly calls: readonly LiveCall[];
  readonly extensions: readonly LiveExtension[];
  /** Extensions of the person who asks. */
  readonly own: readonly string[];
  /** Whether outside numbers of a call are kept from this person. */
  readonly hidden: (call: LiveCall) => boolean;
}

const offer = (id: string, label: string, ask: Ask, reason: string | null = null): OfferedAction => ({ id, label, ask, reason });
const named = (name: string | null, number: string): string => (name === null || name === '' ? number : `${name} (${number})`);
const callOf = (context: ActionContext, key: string | null): LiveCall | undefined =>
  key === null ? undefined : context.calls.find((call) => call.key === key);

const dndActions = (extension: string, who: string, on: boolean): readonly OfferedAction[] => [
  ...(on
    ? [offer('dndOff', 'Do not disturb off', { kind: 'nothing', action: { kind: 'setDnd', extension, on: false } })]
    : [offer('dndOn', 'Do not disturb on…', { kind: 'dnd', extension, who })]),
];

const agentActions = (agent: LiveAgent, context: ActionContext): readonly OfferedAction[] => {
  const who = named(agent.name, agent.key);
  const become = (to: 'logOut' | 'available' | 'wrapUp') => ({ kind: 'agentState', agent: agent.key, to }) as const;
  if (agent.state === 'loggedOut') return [offer('logIn', 'Log in…', { kind: 'logIn', agent: agent.key, who })];
  const call = callOf(context, agent.call);
  const talking = talkWords(call, call !== undefined && context.hidden(call));
  const onCall = agent.state === 'busy' || agent.state === 'ringing';
  const logOut: Ask =
    talking !== null || agent.state === 'busy'
      ? {
          kind: 'sure',
          action: become('logOut'),
          title: `Log out ${who}?`,
          words: [talking ?? `${who} is on a call.`, 'No further call of a hunt group will ring there.'],
        }
      : { kind: 'nothing', action: become('logOut') };
  const extension =
    agent.extension === null
      ? undefined
      : (context.extensions.find(({ key }) => key === agent.extension) ?? { dnd: agent.state === 'dnd' });
  return [
    offer(
      'available',
      'Make available',
      { kind: 'nothing', action: become('available') },
      agent.state === 'free' ? 'is available already' : onCall ? 'has a call' : null,
    ),
    offer(
      'wrapUp',
      'Put in wrap-up',
      { kind: 'nothing', action: become('wrapUp') },
      agent.state === 'wrap' ? 'is in wrap-up already' : onCall ? 'has a call' : null,
    ),
    ...(agent.extension === null || extension === undefined
      ? []
      : dndActions(agent.extension, who, extension.dnd || agent.state === 'dnd')),
    offer('logOut', talking !== null || agent.state === 'busy' ? 'Log out…' : 'Log out', logOut),
  ];
};

/** To one's own phone; with none or several of them it is asked which. */
const takeAction = (call: LiveCall, context: ActionContext): OfferedAction => {
  const hidden = context.hidden(call);
  const who = callParties(call, hidden);
  const talking = talkWords(call, hidden);
  const words = talking === null ? [] : [talking, 'The call goes to the phone that takes it; who talks now loses it.'];
  const [phone, ...others] = context.own;
  if (phone !== undefined && call.extension === phone)
    return offer('take', 'Take to my phone', { kind: 'nothing', action: { kind: 'take', call: call.key, to: phone } }, 'is on your phone');
  if (phone === undefined || others.length > 0) {
    const phones = context.own.map((number): Phone => ({ number, name: phoneName(context, number) }));
    return offer('take', phone === undefined ? 'Take to a phone…' : 'Take to my phone…', {
      kind: 'phone',
      verb: 'take',
      call: call.key,
      who,
      phones,
      words,
    });
  }
  const action = { kind: 'take', call: call.key, to: phone } as const;
  return talking === null
    ? offer('take', 'Take to my phone', { kind: 'nothing', action })
    : offer('take', 'Take to my phone…', { kind: 'sure', action, title: `Take this call to ${phone}?`, words });
};

export const phoneName = (context: Pick<ActionContext, 'extensions'>, number: string): string => {
  const extension = context.extensions.find(({ key }) => key === number);
  return extension?.agentName ?? extension?.userName ?? extension?.name ?? '';
};

const answerAction = (call: LiveCall, context: ActionContext, only: string | null): OfferedAction => {
  const ringing = context.extensions.filter(({ state, call: at }) => state === 'ringing' && at === call.key).map(({ key }) => key);
  const phones = only === null ? (ringing.length > 0 || call.extension === null ? ringing : [call.extension]) : [only];
  const rings = call.state === 'ringing' && phones.length > 0;
  const reason = isTalking(call) ? 'is answered already' : rings ? null : 'rings at no phone yet';
  const [phone = '', ...others] = phones;
  return others.length === 0
    ? offer(
        'answer',
        phone === '' ? 'Answer' : `Answer at ${phone}`,
        { kind: 'nothing', action: { kind: 'answer', call: call.key, extension: phone } },
        reason,
      )
    : offer('answer', 'Answer at…', {
        kind: 'phone',
        verb: 'answer',
        call: call.key,
        who: callParties(call, context.hidden(call)),
        phones: phones.map((number) => ({ number, name: phoneName(context, number) })),
        words: [],
      });
};

const transferAction = (call: LiveCall, context: ActionContext): OfferedAction =>
  offer(
    'transfer',
    'Transfer to…',
    { kind: 'transfer', call: call.key, from: call.extension ?? call.huntGroup ?? '', who: callParties(call, context.hidden(call)) },
    call.extension === null && call.huntGroup === null ? 'is at no phone yet' : call.state === 'failed' ? 'has failed' : null,
  );

const clearAction = (call: LiveCall, context: ActionContext): OfferedAction => {
  const hidden = context.hidden(call);
  return offer('clear', 'Clear call…', {
    kind: 'sure',
    action: { kind: 'clear', call: call.key },
    title: 'Clear this call?',
    words: [talkWords(call, hidden) ?? `${callParties(call, hidden)}: not answered yet.`, 'The call ends at once for everybody on it.'],
  });
};

const extensionActions = (extension: LiveExtension, context: ActionContext): readonly OfferedAction[] => {
  const call = callOf(context, extension.call);
  const who = named(extension.agentName ?? extension.userName ?? extension.name, extension.key);
  const away = extension.state === 'offline' ? 'is offline' : null;
  return [
    ...dndActions(extension.key, who, extension.dnd).map((each) => ({ ...each, reason: each.reason ?? away })),
    ...(call === undefined || extension.state !== 'ringing' ? [] : [answerAction(call, context, extension.key), takeAction(call, context)]),
  ];
};

/** What may be asked of the PBX for a row, in the order of the menu; empty where there is nothing, as for trunks. */
export const offeredActions = (row: GridRow, context: ActionContext): readonly OfferedAction[] => {
  switch (row.grid) {
    case 'agents':
      return agentActions(row.item, context);
    case 'extensions':
      return extensionActions(row.item, context);
    case 'calls':
      return [
        answerAction(row.item, context, null),
        takeAction(row.item, context),
        transferAction(row.item, context),
        clearAction(row.item, context),
      ];
    case 'trunks':
      return [];
  }
};

/** Whom a menu is about. */
export const rowName = (row: GridRow, hidden: (call: LiveCall) => boolean): string => {
  switch (row.grid) {
    case 'agents':
    case 'trunks':
      return named(row.item.name, row.item.key);
    case 'extensions':
      return named(row.item.agentName ?? row.item.userName ?? row.item.name, row.item.key);
    case 'calls':
      return callParties(row.item, hidden(row.item));
  }
};
