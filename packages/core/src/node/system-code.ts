import { constants } from 'node:os';

/**
 * The code of an error of the system, of a stream or of zlib, as `ENOSPC`; undefined for others: the message of an error may
 * hold anything, and so may a code that the application made up. Never throws, whatever the error does when asked.
 */
export function systemCode(error: unknown): string | undefined {
  const code = codeOf(error);
  if (typeof code !== 'string') return undefined;
  return Object.hasOwn(constants.errno, code) || OF_NODE.includes(code) ? code : undefined;
}

function codeOf(error: unknown): unknown {
  try {
    return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  } catch {
    return undefined;
  }
}

const OF_NODE = [
  ...['ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'ERR_WORKER_OUT_OF_MEMORY'],
  // Of a compressed file that breaks off, or is none.
  ...['Z_BUF_ERROR', 'Z_DATA_ERROR'],
];
