import type { ReportItem } from './types.ts';

export interface ReportGroup {
  readonly category: string;
  readonly reports: readonly ReportItem[];
}
export interface ReportShelves {
  /** What everybody has and nobody changes. */
  readonly builtIn: readonly ReportItem[];
  readonly own: readonly ReportGroup[];
  readonly shared: readonly ReportGroup[];
}

const compare = (a: string, b: string): number => a.localeCompare(b, 'en-GB', { numeric: true, sensitivity: 'base' });

const grouped = (reports: readonly ReportItem[]): readonly ReportGroup[] => {
  const categories = [...new Set(reports.map(({ category }) => category))].sort(compare);
  return categories.map((category) => ({
    category,
    reports: reports.filter((report) => report.category === category).sort((a, b) => compare(a.name, b.name)),
  }));
};

/** The reports of a person by category, and those of everybody, as far as they have every word that was typed. */
export const groupReports = (reports: readonly ReportItem[], typed: string): ReportShelves => {
  const words = typed.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  const found = reports.filter(({ name, category, description }) => {
    const text = `${name} ${category} ${description}`.toLocaleLowerCase('en-GB');
    return words.every((word) => text.includes(word));
  });
  return {
    builtIn: found.filter(({ builtIn }) => builtIn),
    own: grouped(found.filter(({ builtIn, shared }) => !builtIn && !shared)),
    shared: grouped(found.filter(({ builtIn, shared }) => !builtIn && shared)),
  };
};

/** Categories there are, for a new or changed report. */
export const categoriesOf = (reports: readonly ReportItem[]): readonly string[] =>
  [...new Set(reports.filter(({ builtIn }) => !builtIn).map(({ category }) => category))].sort(compare);
