import { progressWords, shareDone } from '../core/export-words.ts';
import type { ExportItem } from '../core/types.ts';

/** How far a file is, as a bar and in words. */
export const ExportProgress = ({ item }: { readonly item: ExportItem }) => {
  const share = shareDone(item);
  return (
    <span className="export-progress">
      {share === null ? (
        <progress aria-label={`Progress of ${item.name}`} />
      ) : (
        <progress aria-label={`Progress of ${item.name}`} value={share} max={1} />
      )}
      <span className="muted num">{progressWords(item)}</span>
    </span>
  );
};
