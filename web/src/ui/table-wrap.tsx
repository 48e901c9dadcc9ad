import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Room for a table. Only when the table is wider than its room does it become a stop for the keyboard, to be scrolled from there. */
export const TableWrap = ({
  label,
  className = '',
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) => {
  const room = useRef<HTMLElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    const look = (): void => setWide(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    const table = element.querySelector('table');
    if (table !== null) observer.observe(table);
    return () => observer.disconnect();
  }, []);
  const scrolled = wide ? { tabIndex: 0, 'aria-label': `${label}, scrolls sideways` } : {};
  return (
    <section ref={room} className={`table-wrap ${className}`} {...scrolled}>
      {children}
    </section>
  );
};
