/** The parts of dynalite 4.0.0 (pinned exactly) that the emulator builds on. It ships no types. */
declare module 'dynalite/db/index.js' {
  const db: import('./dynalite-types.ts').DynaliteDb;
  export default db;
}
declare module 'dynalite/validations/index.js' {
  const validations: import('./dynalite-types.ts').DynaliteValidations;
  export default validations;
}
