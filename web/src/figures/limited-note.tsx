import { Icon } from '../ui/icons.tsx';

/** Beside everything that somebody sees of some business units alone. @param limitedTo which, in words; null = all is seen */
export const LimitedNote = ({
  limitedTo,
  left = 'in these figures',
}: {
  readonly limitedTo: string | null | undefined;
  readonly left?: string;
}) =>
  limitedTo == null ? null : (
    <p className="banner warn">
      <Icon name="warning" /> {limitedTo}: what others have is not {left}.
    </p>
  );
