import { RowMenu } from '../ui/row-menu.tsx';
import type { SavedFilter } from './core/types.ts';
import { usedWords } from './core/used-words.ts';

export interface FilterRights {
  readonly write: boolean;
  readonly share: boolean;
}
/** What somebody means to do with a filter. */
export interface ChosenFilter {
  readonly kind: 'delete' | 'edit' | 'copy' | 'share';
  readonly filter: SavedFilter;
}

/** A filter in the list: what it counts, whose it is, what uses it. */
export const FilterRow = ({
  filter,
  rights,
  choose,
}: {
  readonly filter: SavedFilter;
  readonly rights: FilterRights;
  readonly choose: (chosen: ChosenFilter) => void;
}) => {
  const offered = [
    ...(filter.mayEdit ? [['edit', 'Edit…'] as const] : []),
    ...(rights.write ? [['copy', 'Copy…'] as const] : []),
    ...(rights.share && !filter.shared && !filter.builtIn ? [['share', 'Share…'] as const] : []),
    ...(filter.mayEdit ? [['delete', 'Delete…'] as const] : []),
  ];
  return (
    <tr>
      <th scope="row">
        <span className="strong">{filter.name}</span>
        {filter.description === '' ? null : <span className="filter-list-words"> {filter.description}</span>}
        <span className="only-narrow">{filter.words}</span>
      </th>
      <td className="filter-list-words col-1">{filter.words}</td>
      <td className="col-2">{filter.owner?.name}</td>
      <td className="num col-2">{usedWords(filter)}</td>
      <td className="row-actions">
        <RowMenu name={filter.name} offered={offered} choose={(kind) => choose({ kind, filter })} />
      </td>
    </tr>
  );
};
