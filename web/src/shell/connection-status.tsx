import { statusWords } from '../live/trouble-words.ts';
import { useFreshness } from '../live/use-live.ts';
import { Icon } from '../ui/icons.tsx';

/** Always on show: whether the page hears the site, and how old the figures are. Spoken only by the announcer, not at each tick. */
export const ConnectionStatus = () => {
  const words = statusWords(useFreshness());
  return (
    <section className={`connection tone-${words.tone}`} aria-label="Connection">
      <Icon name={words.icon} />
      <span className="connection-word">{words.short}</span>
      <span className="connection-age num">
        {words.age === null ? (
          'no data yet'
        ) : (
          <>
            <span className="roomy">data </span>
            {words.age}
            <span className="roomy"> old</span>
          </>
        )}
      </span>
    </section>
  );
};
