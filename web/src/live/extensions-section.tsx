import { memo } from 'react';
import type { LiveExtension } from '../../../functions/domain/live.ts';
import { useRowActions } from '../actions/use-row-actions.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { matches, sortedExtensions } from './core/views.ts';
import { Elapsed } from './elapsed.tsx';
import { extensionStates } from './words.ts';

const dndOf = (extension: LiveExtension): string =>
  [extension.dndMessage, extension.dndText].filter(Boolean).join(': ') || 'Do not disturb';

/** Do not disturb shows on a phone that is at rest; a call in hand matters more. */
const shownState = (extension: LiveExtension) =>
  extension.dnd && extension.state === 'idle'
    ? ({ word: 'Do not disturb', icon: 'dnd', tone: 'bad' } as const)
    : extensionStates[extension.state];

const nameOf = (extension: LiveExtension): string => extension.agentName ?? extension.userName ?? extension.name;

const Lamp = memo(({ extension, actions }: { readonly extension: LiveExtension; readonly actions: ReturnType<typeof useRowActions> }) => {
  const shown = shownState(extension);
  const active = extension.state === 'ringing' || extension.state === 'busy' || extension.state === 'held';
  return (
    <li
      className={`lamp tone-${shown.tone} ${active || extension.dnd ? 'is-lit' : ''}`}
      title={extension.dnd ? dndOf(extension) : undefined}
    >
      <span className="lamp-icon" data-state-icon="">
        <Icon name={shown.icon} />
      </span>
      <span className="lamp-text">
        <span className="lamp-name">
          <span className="num strong">{extension.key}</span> {nameOf(extension)}
        </span>
        <span className="lamp-state">
          {extension.dnd && extension.state === 'idle' ? dndOf(extension) : shown.word}
          {active ? (
            <>
              {' '}
              <Elapsed since={extension.since} />
            </>
          ) : null}
          {extension.dnd && active ? <span>, {dndOf(extension)}</span> : null}
        </span>
      </span>
      {actions?.({ grid: 'extensions', item: extension })}
    </li>
  );
});

const Legend = ({ extensions }: { readonly extensions: readonly LiveExtension[] }) => {
  const tally = new Map<string, number>();
  for (const extension of extensions) tally.set(shownState(extension).word, (tally.get(shownState(extension).word) ?? 0) + 1);
  const order = ['Ringing', 'Busy', 'On hold', 'Do not disturb', 'Idle', 'Offline'].filter((word) => tally.has(word));
  return <span className="muted num">{order.map((word) => `${tally.get(word)} ${word.toLowerCase()}`).join(' · ')}</span>;
};

export const ExtensionsSection = memo(
  ({ extensions, words }: { readonly extensions: readonly LiveExtension[]; readonly words: readonly string[] }) => {
    const actions = useRowActions();
    const shown = sortedExtensions(extensions).filter((extension) =>
      matches(words, [extension.key, extension.name, extension.userName, extension.agentName, extension.agent, shownState(extension).word]),
    );
    return (
      <Section name="extensions" title="Extensions" aside={<Legend extensions={shown} />} className="area-extensions">
        {shown.length === 0 ? (
          <Notice title={extensions.length === 0 ? 'No extension is known' : 'No extension matches the filter'} />
        ) : (
          <ul className="lamps" aria-label="Extensions">
            {shown.map((extension) => (
              <Lamp key={extension.key} extension={extension} actions={actions} />
            ))}
          </ul>
        )}
      </Section>
    );
  },
);
