import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

// Another copy of pino or winston to test against; see tools/peers.
const peers = JSON.parse(process.env['LOGSIEVE_PEERS'] ?? '{}') as Record<string, string>;

// Tests run on the sources; only worker threads and packed packages use what the build wrote to dist/.
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@logsieve\/core\/node$/, replacement: source('core/src/node.ts') },
      { find: /^@logsieve\/testing\/(vitest|jest)$/, replacement: source('testing/src/$1.ts') },
      { find: /^@logsieve\/sealed\/winston$/, replacement: source('sealed/src/winston.ts') },
      {
        find: /^@logsieve\/(core|pino|winston|testing|catalog|age|sealed|compromise)$/,
        replacement: source('$1/src/index.ts'),
      },
      ...Object.entries(peers).map(([name, folder]) => ({
        find: new RegExp(`^${name}$`),
        replacement: folder,
      })),
    ],
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'eval/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('./test/seed.ts', import.meta.url))],
    // All processors: tests that bound a time bound that of the processor.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**'] },
  },
});
