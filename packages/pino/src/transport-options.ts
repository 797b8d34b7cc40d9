import { LogsieveError } from '@logsieve/core';
import { checkProtection, wrongOption } from './options.js';

const DESTINATION = ['destination', 'append', 'mkdir'];
const OPTIONS = ['policy', 'profile', 'discover', 'messageKey', 'targets', ...DESTINATION];
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
  checkNames(options, [...OPTIONS, ...OF_PINO], 'options');
  checkProtection(options as Record<string, unknown>, 'options');
  const { messageKey, targets } = options as Record<string, unknown>;
  if (messageKey !== undefined && typeof messageKey !== 'string')
    throw wrongOption('options.messageKey', 'a string');
  checkDestination(options as Record<string, unknown>, 'options');
  if (targets === undefined) return;
  if (!Array.isArray(targets) || targets.length === 0)
    throw wrongOption('options.targets', 'a list of at least one target');
  const own = DESTINATION.find((name) => Object.hasOwn(options as object, name));
  if (own !== undefined) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', `the option ${own} stands beside targets`, {
      path: `options.${own}`,
      hint: 'move it into a target',
    });
  }
  for (const [index, target] of (targets as unknown[]).entries()) {
    const path = `options.targets[${index}]`;
    checkNames(target, [...DESTINATION, 'profile'], path);
    checkProtection(target as Record<string, unknown>, path);
    checkDestination(target as Record<string, unknown>, path);
  }
}

function checkDestination({ destination, append, mkdir }: Record<string, unknown>, path: string): void {
  const isNumber = typeof destination === 'number' && Number.isInteger(destination) && destination >= 0;
  if (destination !== undefined && typeof destination !== 'string' && !isNumber) {
    throw wrongOption(`${path}.destination`, 'a path or a file descriptor');
  }
  if (append !== undefined && typeof append !== 'boolean')
    throw wrongOption(`${path}.append`, 'true or false');
  if (mkdir !== undefined && typeof mkdir !== 'boolean') throw wrongOption(`${path}.mkdir`, 'true or false');
}

function checkNames(options: unknown, known: readonly string[], path: string): void {
  if (typeof options !== 'object' || options === null) throw wrongOption(path, 'an object');
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', `the option ${unknown} is unknown`, {
    path: `${path}.${unknown}`,
    hint: `known here: ${known.filter((name) => !OF_PINO.includes(name)).join(', ')}`,
  });
}

function isLogger(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'child' in value && typeof value.child === 'function';
}
