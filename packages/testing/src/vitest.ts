/** `import '@logsieve/testing/vitest'` adds `toContainNoLeak` to the `expect` of vitest. */
import { expect } from 'vitest';
import { type LeakMatchers, matchers } from './matchers.js';

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-explicit-any -- as vitest has it
  interface Matchers<T = any> extends LeakMatchers<T> {}
}

expect.extend(matchers);
