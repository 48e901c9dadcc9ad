import { Fragment, useState } from 'react';
import { formatBytes } from '../time/core/format.ts';

/** Names of files end with dates: a line ends between words, not at the hyphen of a date; what is wider than the line is broken all the same. */
const WholeWords = ({ text }: { readonly text: string }) => (
  <span>
    {text.split(' ').map((word, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: words of a name that does not change
      <Fragment key={i}>
        {i === 0 ? '' : ' '}
        <span className="whole-word">{word}</span>
      </Fragment>
    ))}
  </span>
);

/** A file to be fetched; its address is asked for when it is pressed, since it holds for a short while only. */
export const FileButton = ({
  file,
  fetchLink,
  primary = false,
}: {
  readonly file: { readonly name: string; readonly bytes: number };
  /** @returns its address for a short while */
  readonly fetchLink: () => Promise<string>;
  readonly primary?: boolean;
}) => {
  const [error, setError] = useState('');
  const fetchIt = async (): Promise<void> => {
    setError('');
    try {
      const link = document.createElement('a');
      link.href = await fetchLink();
      link.download = file.name;
      link.rel = 'noreferrer';
      link.click();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  };
  return (
    <span className="file-button">
      <button type="button" className={primary ? 'button primary' : 'button small'} onClick={() => void fetchIt()}>
        <WholeWords text={`Download ${file.name}`} /> <span className="num">({formatBytes(file.bytes)})</span>
      </button>
      <span role="alert" className="tone-bad">
        {error}
      </span>
    </span>
  );
};
