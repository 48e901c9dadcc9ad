/** Layer rules of docs/architecture.md: each one fails the build. */
const capability = '^functions/(?!domain/|runtime/)([^/]+)/';
/** Tests, and what only they use. */
const tests = '\\.(test|bench)\\.tsx?$|(^|/)testing(/|\\.ts$)|[.-](fixture|behaviour|suite)\\.ts$|/fixtures/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means two files are one idea.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'The kernel knows only itself, the validator and the calendar.',
      severity: 'error',
      from: { path: '^functions/domain/', pathNot: tests },
      to: { pathNot: '^functions/domain/|node_modules/(zod|temporal-polyfill|temporal-spec|temporal-utils)/' },
    },
    {
      name: 'core-is-pure',
      comment: 'A pure core uses the kernel, its own files, and computing libraries; no SDK, no I/O.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/core/', pathNot: tests },
      to: {
        pathNot:
          '^functions/domain/|^functions/statistics/(facts|formulas|catalogue|filters|calendar|stays)\\.ts|^functions/$1/(core/|constants\\.ts)|node_modules/(zod|libphonenumber-js|temporal-polyfill|temporal-spec|temporal-utils|json-p3|csv-parse|ipaddr\\.js)/',
      },
    },
    {
      name: 'protocol-is-pure',
      comment: 'Parsers of PBX lines run in the agent and in replay alike.',
      severity: 'error',
      from: { path: '^edge-agent/protocol/', pathNot: tests },
      to: { pathNot: '^edge-agent/protocol/|^functions/domain/' },
    },
    {
      name: 'capabilities-keep-apart',
      comment: 'A capability uses another only through its published door: constants, events, types, routes, ports.',
      severity: 'error',
      from: { path: capability, pathNot: [tests, '^functions/api/'] },
      to: {
        path: capability,
        pathNot: [
          '^functions/$1/',
          '^functions/[^/]+/(constants|events|types|routes|agent-keys|verify-request|principal|site-configs|permissions|lookups|facts|formulas|catalogue|filters|calendar|stays|audit|lake|show-board|site-figures|screen-identity|replay|notice-of|report-rows|stored-reports|stored-schedules|report-files|send-mail|text-document|call-back-rule)\\.ts$',
        ],
      },
    },
    {
      name: 'functions-know-no-other-side',
      comment: 'The cloud side must not depend on the agent, the web or the infrastructure.',
      severity: 'error',
      from: { path: '^functions/', pathNot: tests },
      to: { path: '^(edge-agent|infra|web|test)/' },
    },
    {
      name: 'agent-knows-only-the-kernel',
      comment: 'The agent is installed at the customer: nothing of the cloud side goes with it but the kernel.',
      severity: 'error',
      from: { path: '^edge-agent/', pathNot: tests },
      to: { path: '^(functions/(?!domain/)|infra/|web/|test/)' },
    },
    {
      name: 'web-knows-only-the-kernel',
      comment: 'The browser shares the types of the kernel and nothing else.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^(functions/(?!domain/)|edge-agent/|infra/|test/)' },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'What only tests use must not get into a bundle.',
      severity: 'error',
      from: { path: '^(functions|edge-agent|infra|web/src)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'simulator-is-independent',
      comment: 'The simulator must not share a misreading of the protocol with the client it tests.',
      severity: 'error',
      from: { path: '^test/pbx-simulator/' },
      to: { path: '^edge-agent/' },
    },
    {
      name: 'not-unresolvable',
      severity: 'error',
      comment: 'aws-lambda is types only (@types/aws-lambda); there is no module to resolve.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdk\\.out|\\.trunkline)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
