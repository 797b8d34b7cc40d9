/** Keys for where the real ones are not, as in CI. */
import { Option } from 'commander';

export const standInOption = () =>
  new Option('--stand-in-keys', 'where a variable with a key is not set, take a key of zeros: for CI');

const ZEROS = Buffer.alloc(32).toString('base64');

/** The environment; where stand-ins are asked for, every variable that is not in it holds a key of zeros. */
export function keysFrom(hasStandIns: boolean): Readonly<Record<string, string | undefined>> {
  const { env } = process;
  if (!hasStandIns) return env;
  const valueOf = (name: string | symbol) => (typeof name === 'string' ? (env[name] ?? ZEROS) : undefined);
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => valueOf(name),
      getOwnPropertyDescriptor: (_, name) => ({ value: valueOf(name), configurable: true, enumerable: true }),
    },
  );
}
