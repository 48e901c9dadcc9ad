/** Threads of DuckDB: for the few rows of the usual run a second one only costs. */
export const threads = Number(process.env.INDEPENDENT_SIZE ?? 1) > 1 ? 2 : 1;
