import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';

/** Room for a list that may be longer than it: then, and only then, a stop for the keyboard, to be scrolled from there. */
export const ScrollBox = ({
  label,
  style,
  children,
}: {
  readonly label: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}) => {
  const box = useRef<HTMLElement>(null);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => setLong(element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={box} className="tile-scroll" style={style} {...(long ? { tabIndex: 0, 'aria-label': `${label}, scrolls` } : {})}>
      {children}
    </section>
  );
};
