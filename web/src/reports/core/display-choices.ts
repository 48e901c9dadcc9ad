import type { FigureType } from '../../figures/core/public-types.ts';
import type { Display } from '../../figures/core/table-look.ts';

/** Forms an instant or a length of time can be shown in, the usual one first (L4193-4205). */
export const displaysOf = (type: FigureType): readonly (readonly [Display, string])[] => {
  switch (type) {
    case 'timeOfDay':
      return [
        ['dateTime', 'Date and time'],
        ['date', 'Date only'],
        ['time', 'Time only'],
        ['week', 'Week (its Monday)'],
        ['month', 'Month'],
      ];
    case 'duration':
      return [
        ['clock', 'HH:mm:ss'],
        ['seconds', 'Total seconds'],
      ];
    case 'count':
    case 'percentage':
    case 'text':
    case 'yesNo':
    case 'id':
      return [];
  }
};
