import { memo } from 'react';
import type { LiveAgent } from '../../../functions/domain/live.ts';
import { useRowActions } from '../actions/use-row-actions.tsx';
import { plural } from '../time/core/format.ts';
import { State } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { useStored } from '../ui/stored.ts';
import { TableWrap } from '../ui/table-wrap.tsx';
import { matches, sortedAgents } from './core/views.ts';
import { Elapsed } from './elapsed.tsx';
import { agentStates } from './words.ts';

const messageOf = (agent: LiveAgent): string => [agent.dndMessage, agent.dndText].filter(Boolean).join(': ');

const AgentRow = memo(
  ({
    agent,
    groups,
    actions,
  }: {
    readonly agent: LiveAgent;
    readonly groups: string;
    readonly actions: ReturnType<typeof useRowActions>;
  }) => {
    const shown = agentStates[agent.state];
    return (
      <tr>
        <th scope="row">
          <span className="strong">{agent.name === '' ? agent.key : agent.name}</span>
          {agent.name === '' ? null : <span className="muted num"> {agent.key}</span>}
        </th>
        <td className="agent-state">
          <State icon={shown.icon} tone={shown.tone}>
            {shown.word}
            {messageOf(agent) === '' ? null : <span className="muted"> {messageOf(agent)}</span>}
          </State>
        </td>
        <td className="right">
          <Elapsed since={agent.since} />
        </td>
        <td className="num col-1">{agent.extension}</td>
        <td className="col-4 muted">{groups}</td>
        {actions === undefined ? null : <td className="row-menu-cell">{actions({ grid: 'agents', item: agent })}</td>}
      </tr>
    );
  },
);

export const AgentsSection = memo(
  ({
    agents,
    groupNames,
    words,
  }: {
    readonly agents: readonly LiveAgent[];
    readonly groupNames: ReadonlyMap<string, string>;
    readonly words: readonly string[];
  }) => {
    const actions = useRowActions();
    const [away, setAway] = useStored('trunkline.showLoggedOut', '');
    const groupsOf = (agent: LiveAgent): string => agent.huntGroups.map((group) => groupNames.get(group) ?? group).join(', ');
    const found = sortedAgents(agents).filter((agent) =>
      matches(words, [agent.name, agent.key, agent.extension, messageOf(agent), groupsOf(agent), agentStates[agent.state].word]),
    );
    const loggedOut = found.filter((agent) => agent.state === 'loggedOut').length;
    const shown = away === '' ? found.filter((agent) => agent.state !== 'loggedOut') : found;
    const free = agents.filter((agent) => agent.state === 'free').length;
    const on = agents.filter((agent) => agent.state !== 'loggedOut').length;
    return (
      <Section
        name="agents"
        title="Agents"
        aside={
          <span className="muted num">
            {free} free of {on} logged on
          </span>
        }
        className="area-agents"
      >
        {shown.length === 0 ? (
          <Notice
            title={agents.length === 0 ? 'No agent is known' : words.length > 0 ? 'No agent matches the filter' : 'No agent is logged on'}
          />
        ) : (
          <TableWrap label="Agents">
            <table className="table" aria-label="Agents">
              <thead>
                <tr>
                  <th scope="col">Agent</th>
                  <th scope="col">State</th>
                  <th scope="col" className="right">
                    Since
                  </th>
                  <th scope="col" className="col-1">
                    Phone
                  </th>
                  <th scope="col" className="col-4">
                    Groups
                  </th>
                  {actions === undefined ? null : <td className="w-menu" />}
                </tr>
              </thead>
              <tbody>
                {shown.map((agent) => (
                  <AgentRow key={agent.key} agent={agent} groups={groupsOf(agent)} actions={actions} />
                ))}
              </tbody>
            </table>
          </TableWrap>
        )}
        {loggedOut === 0 ? null : (
          <button
            type="button"
            className="button small plain panel-foot"
            aria-pressed={away !== ''}
            onClick={() => setAway(away === '' ? '1' : '')}
          >
            {away === '' ? `Show ${plural(loggedOut, 'logged-out agent')}` : `Hide ${plural(loggedOut, 'logged-out agent')}`}
          </button>
        )}
      </Section>
    );
  },
);
