import type { Edit } from './edits.ts';
import { allFields, editOfSection, type Section, type SettingField, standingValue } from './setting-fields.ts';
import type { Configuration } from './types.ts';

/** What was typed, by `fieldKey`; several inputs of a field are lines, code and description of one line are parted by a tab. */
export type Draft = Readonly<Record<string, string>>;
export interface FieldFault {
  readonly field: string;
  readonly detail: string;
}

export const fieldKey = ({ section, key }: Pick<SettingField, 'section' | 'key'>): string => `${section}.${key}`;

const isCode = (value: unknown): value is { readonly code: string; readonly description: string } =>
  value !== null && typeof value === 'object' && 'code' in value && 'description' in value;

/** The value that stands as the inputs would hold it. */
export const standingText = (config: Configuration, field: SettingField): string => {
  const value = standingValue(config, field);
  if (!Array.isArray(value)) return String(value);
  const items: readonly unknown[] = value;
  if (field.kind === 'list') return items.join(', ');
  return items.map((item) => (isCode(item) ? `${item.code}\t${item.description}` : String(item))).join('\n');
};

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));
const withoutEmptyEnd = (lines: readonly string[]): readonly string[] => {
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1);
};

/** The value that was meant, or why there is none. */
export const readText = (field: SettingField, text: string): { readonly value: unknown } | { readonly fault: string } => {
  switch (field.kind) {
    case 'text':
    case 'time':
    case 'formula':
    case 'zone':
      return { value: text.trim() };
    case 'boolean':
      return { value: text === 'true' };
    case 'number': {
      const value = numberOf(text);
      return Number.isFinite(value) ? { value } : { fault: `${field.label} is a number: “${text}” is none.` };
    }
    case 'list':
      return { value: text.split(/[,\s]+/).filter((each) => each !== '') };
    case 'numbers': {
      const values = text.split('\n').map(numberOf);
      return values.every(Number.isFinite) ? { value: values } : { fault: `${field.label}: fill in every place with a number.` };
    }
    case 'texts':
      return { value: withoutEmptyEnd(text.split('\n').map((line) => line.trim())) };
    case 'codes':
      return {
        value: text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => {
            const [code = '', description = ''] = line.split('\t');
            return { code: code.trim(), description: description.trim() };
          }),
      };
  }
};

/** Fields whose text is another than the one that stands. */
export const changedFields = (config: Configuration, draft: Draft): readonly SettingField[] =>
  allFields.filter((field) => {
    const text = draft[fieldKey(field)];
    return text !== undefined && text !== standingText(config, field);
  });

/** One edit for each part that changes, holding only the fields that were changed; so others' changes of other fields stay. */
export const editsOfDraft = (
  config: Configuration,
  draft: Draft,
): { readonly edits: readonly Edit[]; readonly faults: readonly FieldFault[] } => {
  const faults: FieldFault[] = [];
  const sets: Record<Section, Record<string, unknown>> = { site: {}, settings: {}, dialPlan: {} };
  for (const field of changedFields(config, draft)) {
    const read = readText(field, draft[fieldKey(field)] ?? '');
    if ('fault' in read) faults.push({ field: fieldKey(field), detail: read.fault });
    else sets[field.section][field.key] = read.value;
  }
  const sections = ['site', 'settings', 'dialPlan'] as const;
  const edits = sections.flatMap((section): Edit[] =>
    Object.keys(sets[section]).length === 0 ? [] : [{ edit: editOfSection[section], set: sets[section] }],
  );
  return { edits, faults };
};

/** The changes that figures depend on, as the preview takes them; null when there is none, or something typed cannot be read yet. */
export const previewOfDraft = (
  config: Configuration,
  draft: Draft,
): { readonly settings: Readonly<Record<string, unknown>>; readonly resetTime?: string } | null => {
  const { edits, faults } = editsOfDraft(config, draft);
  if (faults.length > 0) return null;
  const setOf = (name: 'changeSettings' | 'changeSite'): Readonly<Record<string, unknown>> =>
    edits.flatMap((edit) => (edit.edit === name ? [edit.set] : []))[0] ?? {};
  const settings = setOf('changeSettings');
  const { resetTime } = setOf('changeSite');
  if (typeof resetTime === 'string') return { settings, resetTime };
  return Object.keys(settings).length === 0 ? null : { settings };
};
