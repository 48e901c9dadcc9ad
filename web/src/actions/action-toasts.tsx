import { Icon } from '../ui/icons.tsx';
import { answerWords } from './core/action-words.ts';
import type { ActionAnswer } from './core/types.ts';

/** `notAsked`: it failed before the PBX was asked. */
export interface ToldAnswer {
  readonly state: ActionAnswer['state'] | 'notAsked';
  readonly words: string;
}

export interface Toast {
  readonly id: string;
  /** What was asked for. */
  readonly what: string;
  /** Null while the PBX has not answered. */
  readonly answer: ToldAnswer | null;
  /** Asks once more for the same answer; the PBX is not asked twice. */
  readonly again: (() => void) | null;
}

const icons = { good: 'answered', bad: 'lost', warn: 'warning' } as const;

/** `Log out, agent 5001: Done.` for those who hear the page. */
export const toastSentence = ({ what, answer }: Toast): string => {
  if (answer === null) return `${what}: the PBX is asked.`;
  const { title, next } = answerWords(answer.state);
  return [`${what}: ${title}.`, answer.words, next].filter(Boolean).join(' ');
};

/** What became of each action; stays until it is closed where somebody should act on it. */
export const ActionToasts = ({ toasts, dismiss }: { readonly toasts: readonly Toast[]; readonly dismiss: (id: string) => void }) => (
  <>
    <p className="sr-only" role="status" aria-label="Answers of the PBX">
      {toasts.length === 0 ? '' : toastSentence(toasts[toasts.length - 1] ?? { id: '', what: '', answer: null, again: null })}
    </p>
    {toasts.length === 0 ? null : (
      <section className="toasts" aria-label="Actions">
        {toasts.map(({ id, what, answer, again }) => {
          const told = answer === null ? null : answerWords(answer.state);
          return (
            <div key={id} className={`toast ${told?.tone ?? 'busy'}`}>
              <div>
                <p className="toast-title">
                  {told === null ? <span className="toast-wait" aria-hidden="true" /> : <Icon name={icons[told.tone]} />}{' '}
                  {told === null ? 'Asking the PBX…' : told.title}
                </p>
                <p>{what}</p>
                {answer === null || answer.words === '' ? null : <p className="toast-words">{answer.words}</p>}
                {told === null || told.next === '' ? null : <p className="toast-words">{told.next}</p>}
                {again === null ? null : (
                  <button type="button" className="button small" onClick={again}>
                    Ask what became of it
                  </button>
                )}
              </div>
              {answer === null ? null : (
                <button type="button" className="button icon-button" aria-label={`Close: ${what}`} onClick={() => dismiss(id)}>
                  <Icon name="offline" />
                </button>
              )}
            </div>
          );
        })}
      </section>
    )}
  </>
);
