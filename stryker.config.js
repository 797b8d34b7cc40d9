// Mutation testing of core: `npm run test:mutants`, or a part of it by `npm run test:mutants -- --mutate <glob>`.
// test/mutants/README.md says what is mutated, what is not, and how survivors are read.
const OF_CORE = 'packages/core/src';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [`${OF_CORE}/{engine,actions,policy,json}/**/*.ts`, `!${OF_CORE}/**/*.test.ts`],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  // `related` would go through the imports of each test again; coverage says already which tests run what.
  vitest: { configFile: 'test/mutants/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What runs when a module loads (schemas, tables, presets) cannot be switched within a run.
  ignoreStatic: true,
  // A loop without end is told by its count of hits; this is for the rest, on machines that are busy.
  timeoutMS: 30_000,
  concurrency: 1,
  ignorePatterns: ['dist', 'coverage', 'docs', 'bench', 'examples', 'tools', 'reports', '*.tgz'],
  tempDirName: '.stryker-tmp',
  incremental: true,
  incrementalFile: 'reports/mutants/incremental.json',
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false, allowEmojis: false },
  htmlReporter: { fileName: 'reports/mutants/index.html' },
  jsonReporter: { fileName: 'reports/mutants/report.json' },
  thresholds: { high: 95, low: 85, break: 85 },
  allowConsoleColors: false,
};
