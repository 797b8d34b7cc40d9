import { LogsieveError } from '@logsieve/core';

/** What the wrapper and the transport share: throws `LogsieveError` where one of them is of the wrong type. */
export function checkProtection(options: Readonly<Record<string, unknown>>, path: string): void {
  const { policy, profile, discover } = options;
  const isDocument = typeof policy === 'object' && policy !== null && !Array.isArray(policy);
  if (policy !== undefined && typeof policy !== 'string' && !isDocument) {
    throw wrongOption(`${path}.policy`, 'a policy as an object, a path, or the name of a preset');
  }
  if (profile !== undefined && typeof profile !== 'string') {
    throw wrongOption(`${path}.profile`, 'the name of a profile');
  }
  if (discover !== undefined && typeof discover !== 'boolean') {
    throw wrongOption(`${path}.discover`, 'true or false');
  }
}

/** An option of the wrong type; `expected` says what to give instead. */
export function wrongOption(path: string, expected: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_OPTIONS', `${path} is of the wrong type`, {
    path,
    hint: `give ${expected}`,
  });
}
