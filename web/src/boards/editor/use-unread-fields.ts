import { useCallback, useState } from 'react';

/** Fields in which something stands that cannot be read: saving waits for them. */
export const useUnreadFields = (): readonly [count: number, mark: (field: string, unread: boolean) => void] => {
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const mark = useCallback((field: string, isUnread: boolean): void => {
    setUnread((now) => {
      if (now.has(field) === isUnread) return now;
      const next = new Set(now);
      if (isUnread) next.add(field);
      else next.delete(field);
      return next;
    });
  }, []);
  return [unread.size, mark];
};
