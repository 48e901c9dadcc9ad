import { Icon } from '../../ui/icons.tsx';

/** What it would do to people who talk; nothing where nobody is hurt. */
export const AskWarning = ({ words }: { readonly words: readonly string[] }) =>
  words.length === 0 ? null : (
    <div className="banner warn">
      {words.map((line, i) => (
        <p key={line}>
          {i === 0 ? <Icon name="warning" /> : null} {line}
        </p>
      ))}
    </div>
  );
