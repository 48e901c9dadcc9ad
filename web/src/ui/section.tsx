import { type ReactNode, useId } from 'react';
import { Icon } from './icons.tsx';
import { useStored } from './stored.ts';

/** A part of a page that can be folded away; the choice is remembered. */
export const Section = ({
  name,
  title,
  aside,
  className = '',
  children,
}: {
  /** Key of the remembered choice. */
  readonly name: string;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) => {
  const id = useId();
  const [folded, setFolded] = useStored(`trunkline.folded.${name}`, '');
  const open = folded === '';
  return (
    <section className={`panel ${className}`} aria-labelledby={`${id}t`}>
      <div className="panel-head">
        <h2 id={`${id}t`}>
          <button
            type="button"
            className="panel-fold"
            aria-expanded={open}
            aria-controls={`${id}b`}
            onClick={() => setFolded(open ? '1' : '')}
          >
            <Icon name="chevron" />
            {title}
          </button>
        </h2>
        {aside === undefined ? null : <div className="panel-aside">{aside}</div>}
      </div>
      <div id={`${id}b`} className="panel-body" hidden={!open}>
        {open ? children : null}
      </div>
    </section>
  );
};
