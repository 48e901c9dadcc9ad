import { useEffect, useRef, useState } from 'react';
import { computeAnnouncements, type Moment } from './core/announcements.ts';
import { useBoard, useFreshness } from './use-live.ts';

/** The page's one polite voice: only news that matters, one sentence after another. */
export const Announcer = () => {
  const board = useBoard();
  const freshness = useFreshness();
  const last = useRef<Moment | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const moment = { board, freshness };
    const news = last.current === null ? [] : computeAnnouncements(last.current, moment);
    last.current = moment;
    if (news.length > 0) setText(news.join(' '));
  }, [board, freshness]);
  return (
    <div className="sr-only" role="status" aria-label="Live news">
      {text}
    </div>
  );
};
