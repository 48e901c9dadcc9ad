import type { Alarm } from '../../../../../functions/domain/board.ts';
import { figureWords, type InputType } from './figure-input.ts';

/** When it is active: `above 00:01:30`, `between 5 and 10`. */
export const alarmCondition = ({ comparison, value, to }: Alarm, type: InputType): string => {
  const at = figureWords(type, value);
  switch (comparison) {
    case 'above':
      return `above ${at}`;
    case 'below':
      return `below ${at}`;
    case 'equals':
      return `exactly ${at}`;
    case 'between':
      return `from ${at} to ${to === null ? '…' : figureWords(type, to)}`;
  }
};

/** What it does: `flashes, red background, plays a sound twice`. Empty = only its word appears. */
export const alarmActions = ({ flash, background, foreground, fill, sound }: Alarm): string =>
  [
    flash ? 'flashes' : '',
    background === null ? '' : 'other background',
    foreground === null ? '' : 'other figure colour',
    fill ? 'fills the screen' : '',
    sound === null ? '' : sound.times === 1 ? 'plays a sound once' : `plays a sound ${sound.times} times`,
  ]
    .filter((part) => part !== '')
    .join(', ');
