import type { Fault } from '../api/client.ts';
import { sectionOf } from './core/fault-at.ts';
import { formSections } from './form-section.tsx';

/** The steps of the form to jump to, with which of them are wrong. */
export const FormSteps = ({ faults }: { readonly faults: readonly Fault[] }) => (
  <nav aria-label="Steps" className="schedule-steps">
    <ol>
      {formSections.map(([id, name]) => (
        <li key={id}>
          <a
            href={`#section-${id}`}
            onClick={(event) => {
              event.preventDefault();
              const target = document.getElementById(`section-${id}`);
              target?.scrollIntoView({ block: 'start' });
              target?.focus({ preventScroll: true });
            }}
          >
            {name}
          </a>
          {faults.some((fault) => sectionOf(fault) === id) ? <span className="badge bad">wrong</span> : null}
        </li>
      ))}
    </ol>
  </nav>
);
