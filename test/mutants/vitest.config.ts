import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

/** A mutant is done with at the first test that fails: those of one thing come before the many vectors. */
class VectorsLast extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const first = process.env['MUTATED'] ?? '-';
    const rank = ({ moduleId }: TestSpecification) =>
      moduleId.includes('/test/vectors/')
        ? 3
        : moduleId.includes(`/${first}/`)
          ? 0
          : /redactor.test|rebind.test/.test(moduleId)
            ? 1
            : 2;
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b)));
  }
}

// The tests that Stryker runs on each mutant: those of core, and the vectors that need no logger. Aliases of the
// workspace point at the sources, which in Stryker's copy are the mutated ones.
export default defineConfig({
  ...base,
  test: {
    include: [
      'packages/core/src/**/*.test.ts',
      ...(process.env['NOVEC'] ? [] : ['test/vectors/core.test.ts']),
    ],
    exclude: [
      // Generated cases by the thousand, texts of megabytes, and times: no test of one thing.
      'packages/core/src/**/{property,hostile,load-time}.test.ts',
      // Of what is mutated they ask nothing that the rest does not.
      'packages/core/src/detectors/**',
      'packages/core/src/node/{open-policy,open-redactor,options}.test.ts',
    ],
    testTimeout: 60_000,
    // Tests share their modules: nothing in core has a state of its own, and a run takes half as long.
    isolate: false,
    sequence: { sequencer: VectorsLast },
  },
});
