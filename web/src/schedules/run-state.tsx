import { Icon, type IconName } from '../ui/icons.tsx';
import { stateWords } from './core/run-words.ts';
import type { RunState } from './core/types.ts';

const looks: Readonly<Record<RunState, readonly [icon: IconName, tone: string]>> = {
  waiting: ['queued', 'tone-quiet'],
  running: ['inProgress', 'tone-busy'],
  delivered: ['answered', 'tone-good'],
  done: ['answered', 'tone-good'],
  failed: ['failed', 'tone-bad'],
};

/** How a run went, by icon, colour and words. */
export const RunStateWords = ({ state }: { readonly state: RunState }) => {
  const [icon, tone] = looks[state];
  return (
    <span className={`state ${tone}`}>
      <Icon name={icon} /> {stateWords[state]}
    </span>
  );
};
