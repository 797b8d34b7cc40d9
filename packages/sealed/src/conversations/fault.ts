import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';

/**
 * The result of work on the files of a store. What the system throws becomes a `LogsieveError` with its code alone: paths
 * and messages stay away. Gives a promise for a promise.
 */
export function storing<T>(work: () => T): T {
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(fail) as T) : result;
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  if (error instanceof LogsieveError) throw error;
  throw new LogsieveError(
    'ERR_LOGSIEVE_STORE',
    `the files of the store cannot be used: ${systemCode(error) ?? 'unknown fault'}`,
    {
      hint: 'look at the folder, its permissions and the room on its disk; what was not acknowledged is to be stored again',
    },
  );
}
