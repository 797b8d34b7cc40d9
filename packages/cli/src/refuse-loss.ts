import { statSync } from 'node:fs';
import { LogsieveError } from '@logsieve/core';

interface Replacing {
  /** Where it goes; into its own place where that is not given. */
  readonly out?: string;
  readonly policy?: string;
}

/** What is replaced is gone for good: that is asked for in words, and by what. Throws `LogsieveError`. */
export function refuseLoss(source: string, { out, policy }: Replacing): void {
  if (out === undefined && policy === undefined) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', '--in-place takes --policy', {
      hint: 'all that the policy does not keep is gone for good; --policy logsieve:base keeps next to nothing',
    });
  }
  if (out !== undefined && isSame(source, out)) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', '--out is the file itself', {
      hint: '--in-place replaces it; or give another file',
    });
  }
}

/** By whatever names and links. */
function isSame(source: string, target: string): boolean {
  const [one, other] = [source, target].map((path) => {
    try {
      return statSync(path, { bigint: true });
    } catch {
      return undefined;
    }
  });
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}
