import type { PublicTemplate } from './core/public-types.ts';
import { kindWords } from './core/template-words.ts';

const kinds = ['Figures', 'Lists of calls', 'Lists of status changes', 'What the site has'] as const;

/** What a report is made of, by kind. */
export const TemplateSelect = ({
  label,
  templates,
  chosen,
  choose,
}: {
  readonly label: string;
  readonly templates: readonly PublicTemplate[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
}) => (
  <label className="ask-field">
    <span>{label}</span>
    <select value={chosen} onChange={(event) => choose(event.target.value)}>
      {kinds.map((kind) => (
        <optgroup key={kind} label={kind}>
          {templates
            .filter((template) => kindWords[template.kind] === kind)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  </label>
);
