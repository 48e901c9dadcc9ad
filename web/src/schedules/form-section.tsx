import type { ReactNode } from 'react';

export const formSections = [
  ['details', 'Details'],
  ['when', 'When'],
  ['reports', 'Reports'],
  ['delivery', 'Delivery'],
  ['waiting', 'If data is late or empty'],
] as const;
export type FormSectionId = (typeof formSections)[number][0];

/** One numbered step of the form. */
export const FormSection = ({ id, children }: { readonly id: FormSectionId; readonly children: ReactNode }) => {
  const index = formSections.findIndex(([each]) => each === id);
  return (
    <section className="panel schedule-section" aria-labelledby={`section-${id}`}>
      <h2 id={`section-${id}`} tabIndex={-1}>
        <span className="muted num">{index + 1}.</span> {formSections[index]?.[1]}
      </h2>
      {children}
    </section>
  );
};
