/** Why a configuration cannot stand. `path` leads to the part within the configuration; `detail` says what is wrong and what to do. */
export interface ConfigFault {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** Ids become parts of rows and addresses. */
export const idRule = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

/** A fault for every element whose name an earlier one has. */
export const repeated = (
  list: readonly unknown[],
  at: readonly (string | number)[],
  nameOf: (i: number) => string,
  detailOf: (i: number) => string,
): ConfigFault[] => {
  const seen = new Set<string>();
  return list.flatMap((_, i) => {
    const name = nameOf(i);
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew ? [] : [{ path: [...at, i], detail: detailOf(i) }];
  });
};

export const unknownUnit = (unit: string | null, units: ReadonlySet<string>, path: readonly (string | number)[]): ConfigFault[] =>
  unit === null || units.has(unit)
    ? []
    : [{ path: [...path, 'businessUnit'], detail: `There is no business unit "${unit}": create it first, or choose another.` }];
