import { inspect } from 'node:util';
import { LogsieveError } from '@logsieve/core';
import TransportStream from 'winston-transport';
import { learnJson } from './bare-json.js';
import { type Host, type LoggerClass, loggerPrototype, type Transform } from './host.js';
import { levelMethods } from './methods.js';
import { openState } from './open-state.js';
import { protect } from './protect.js';

const checked = new WeakSet<object>();

/**
 * Proves, once for each copy of winston in the process, that records go where this adapter expects them: protects
 * a scratch logger of the same class and tries to get a canary past every place that is owned. Throws
 * `LogsieveError` where that succeeds, or where what is allowed does not arrive.
 */
export function selfCheck(host: Host): void {
  const prototype = loggerPrototype(host);
  if (prototype === undefined || checked.has(prototype)) return;
  let fault: string | undefined;
  try {
    fault = findFault(host, prototype.constructor);
  } catch {
    fault = 'an exception';
  }
  if (fault !== undefined) {
    throw new LogsieveError(
      'ERR_LOGSIEVE_SELF_CHECK',
      `the installed winston failed the self-check: ${fault}`,
      {
        path: 'logger',
        hint: 'use a version of winston that this version of @logsieve/winston was made for',
      },
    );
  }
  checked.add(prototype);
}

const CANARY = 'logsieve-canary';
const KEPT = 'self-check';
const POLICY = { logsieve: 1, extends: [], fields: { ok: { keep: 'integer' } } } as const;

function findFault(host: Host, parent: LoggerClass): string | undefined {
  const seen: string[] = [];
  const transport = () =>
    new TransportStream({
      log(info: unknown, next: () => void) {
        seen.push(inspect(info, { showHidden: true, depth: 10 }));
        next();
      },
    });
  const level = levelMethods(host)[0] ?? Object.keys(host.levels)[0] ?? '';
  const scratch = createScratch(host, parent, level, transport());
  protect(scratch, openState({ policy: POLICY, discover: false }));
  for (const [name, log] of steps(scratch, level, transport)) {
    const before = seen.length;
    log();
    const got = seen.slice(before);
    if (got.some((text) => text.includes(CANARY))) return `${name} got past the policy`;
    if (!got.some((text) => text.includes('ok: 1'))) return `${name} did not arrive`;
  }
  return undefined;
}

function createScratch(host: Host, parent: LoggerClass, level: string, transport: TransportStream): Host {
  class Scratch extends parent {}
  Object.defineProperty(Scratch.prototype, level, { value: host[level], enumerable: true });
  const scratch = new Scratch({ level, levels: { [level]: 0, error: 0 } });
  learnJson(scratch.format as unknown as Transform);
  // Tracers add a transport of their own to every new logger, which is not to hear of this.
  scratch.clear();
  scratch.pipe(transport);
  return scratch as unknown as Host;
}

type Steps = readonly (readonly [string, () => unknown])[];

function steps(scratch: Host, level: string, transport: () => TransportStream): Steps {
  const meta = { ok: 1, [CANARY]: CANARY };
  return [
    [
      'an interpolated message',
      () => scratch.log(level, `${KEPT} %s`, CANARY, meta) && scratch.log(level, { ok: 1 }),
    ],
    ['metadata', () => scratch.log(level, KEPT, meta)],
    ['an info', () => scratch.log({ ...meta, level, message: KEPT })],
    ['a record by its level', () => (scratch[level] as Host['log'])({ ...meta, message: KEPT })],
    ['a record written', () => scratch.write({ ...meta, level, message: KEPT })],
    ['a child', () => scratch.child({ leak: CANARY }).log(level, KEPT, meta)],
    ['a timer', () => scratch.startTimer().done({ ...meta, level, message: KEPT })],
    [
      'an exception',
      () => {
        logException(scratch, transport());
      },
    ],
  ];
}

function logException(scratch: Host, transport: TransportStream): void {
  const { exceptions } = scratch;
  exceptions.handle(transport);
  try {
    scratch.log(Object.assign(exceptions.getAllInfo(new Error(CANARY)), { ok: 1 }));
  } finally {
    exceptions.unhandle();
  }
}
