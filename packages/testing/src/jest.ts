/** `import '@logsieve/testing/jest'` adds `toContainNoLeak` to the `expect` of jest. */
import { type LeakMatchers, matchers } from './matchers.js';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- as @types/jest has it
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Matchers<R> extends LeakMatchers<R> {}
  }
}

// jest is where this is imported, so nothing has to be installed for it: its expect is a global.
const { expect } = globalThis as { readonly expect?: { extend: (added: typeof matchers) => void } };
if (expect === undefined) {
  throw new TypeError(
    '@logsieve/testing/jest found no global expect (with injectGlobals: false, write expect.extend(matchers))',
  );
}
expect.extend(matchers);
