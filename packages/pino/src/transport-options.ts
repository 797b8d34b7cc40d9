import { LogsieveError } from '@logsieve/core';
import { checkOptions, wrongOption } from '@logsieve/core/node';

/** A file or descriptor that the transport writes to. */
export interface DestinationOptions {
  /** A path, or the number of an open file descriptor. Default: standard output. */
  readonly destination?: string | number | undefined;
  /** Add to the file instead of replacing it. Default `true`. */
  readonly append?: boolean | undefined;
  /** Make the folders that the path needs. Default `false`. */
  readonly mkdir?: boolean | undefined;
}

const DESTINATION = ['destination', 'append', 'mkdir'];
const OPTIONS = ['policy', 'profile', 'discover', 'watch', 'messageKey', 'targets', ...DESTINATION];
/** What pino and thread-stream put among the options. */
const OF_PINO = ['$context', 'levels', 'dedupe', 'pinoWillSendConfig'];

/** Throws `LogsieveError` at the first option that is unknown or of the wrong type. */
export function checkTransportOptions(options: unknown): void {
  if (isLogger(options)) {
    throw new LogsieveError(
      'ERR_LOGSIEVE_OPTIONS',
      'the default export of @logsieve/pino is the transport, but was given a logger',
      {
        hint: "write import { logsieve } from '@logsieve/pino' and logsieve(pino(), { policy })",
      },
    );
  }
  const given = checkOptions(withoutPinos(options), OPTIONS);
  checkDestination(given, 'options');
  const { targets } = given;
  if (targets === undefined) return;
  if (!Array.isArray(targets) || targets.length === 0)
    throw wrongOption('options.targets', 'a list of at least one target');
  const own = DESTINATION.find((name) => Object.hasOwn(given, name));
  if (own !== undefined) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', `the option ${own} stands beside targets`, {
      path: `options.${own}`,
      hint: 'move it into a target',
    });
  }
  for (const [index, target] of (targets as unknown[]).entries()) {
    const path = `options.targets[${index}]`;
    checkDestination(checkOptions(target, [...DESTINATION, 'profile'], path), path);
  }
}

/** What the user gave. Pino adds more than the user can be told of. */
function withoutPinos(options: unknown): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  return Object.fromEntries(Object.entries(options).filter(([name]) => !OF_PINO.includes(name)));
}

function checkDestination(
  { destination, append, mkdir }: Readonly<Record<string, unknown>>,
  path: string,
): void {
  const isNumber = typeof destination === 'number' && Number.isInteger(destination) && destination >= 0;
  if (destination !== undefined && typeof destination !== 'string' && !isNumber) {
    throw wrongOption(`${path}.destination`, 'a path or a file descriptor');
  }
  if (append !== undefined && typeof append !== 'boolean')
    throw wrongOption(`${path}.append`, 'true or false');
  if (mkdir !== undefined && typeof mkdir !== 'boolean') throw wrongOption(`${path}.mkdir`, 'true or false');
}

function isLogger(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'child' in value && typeof value.child === 'function';
}
