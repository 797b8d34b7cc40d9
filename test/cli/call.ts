/** The command within the process of the tests: for what is told before anything is done, which takes a fraction of the time. */
import { expect, vi } from 'vitest';
import { main } from '../../packages/cli/src/main.js';
import { CANARY, type Ran } from './command.js';

/** As `run`, in that folder. */
export async function call(args: readonly string[], cwd: string): Promise<Ran> {
  const before = process.cwd();
  process.chdir(cwd);
  const said = { out: '', err: '' };
  const spies = (['out', 'err'] as const).map((name) =>
    vi.spyOn(process[`std${name}`], 'write').mockImplementation((text, ...more: unknown[]) => {
      said[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
      const done = more.at(-1);
      if (typeof done === 'function') done();
      return true;
    }),
  );
  try {
    const code = await main(args);
    expect(said.err).not.toContain(CANARY);
    return { code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.chdir(before);
  }
}
