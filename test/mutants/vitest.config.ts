import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

// The tests that Stryker runs on each mutant: those of core, and the vectors that need no logger. Aliases of the
// workspace point at the sources, which in Stryker's copy are the mutated ones.
export default defineConfig({
  ...base,
  test: {
    include: ['packages/core/src/**/*.test.ts', 'test/vectors/core.test.ts'],
    exclude: [
      // Generated cases by the thousand, texts of megabytes, and times: no test of one thing.
      'packages/core/src/**/{property,hostile,load-time}.test.ts',
      // Of what is mutated they ask nothing that the rest does not.
      'packages/core/src/detectors/**',
      'packages/core/src/node/{open-policy,open-redactor,options}.test.ts',
    ],
    testTimeout: 60_000,
    isolate: false,
  },
});
