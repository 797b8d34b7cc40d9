/** Records through the wrapped pino logger: every call form, children, hostile settings, what destinations are told. */
import { inspect } from 'node:util';
import { logsieve } from '@logsieve/pino';
import { type Bindings, type Logger, type LoggerOptions, pino } from 'pino';
import type { Redactor } from '@logsieve/core';
import { type MessageRules, said, withError } from '../messages.js';
import { isDecided, type Place, placesOf } from '../places.js';
import { DIGITS, NAME, TEXT } from '../planted.js';
import type { Subject } from '../policies.js';
import { createRandom, mixSeed, type Random } from '../random.js';
import { hostileObject, type Plan } from '../records.js';
import { hostileError } from '../values/errors.js';
import { refusing, refusingObject, thrower } from '../values/tricks.js';
import { type Case, type Path, planFor, rulesOf } from './path.js';

interface Target {
  readonly log: Logger;
  readonly options: LoggerOptions;
  /** Where the fields of records are: below `nestedKey`, where there is one. */
  readonly root: Place;
  /** Where bindings are. */
  readonly top: Place;
  readonly rules: MessageRules;
  /** What the destination got since it was last asked. */
  readonly taken: () => { readonly lines: string; readonly told: string };
}

/** `redactor`: of the same policy, to know its places by. */
export function createPinoPath({ document, profile }: Subject, redactor: Redactor, seed: number): Path {
  const random = createRandom(seed);
  const rules = rulesOf(redactor);
  const top = placesOf(redactor.compiled);
  const options = optionsOf(random, top);
  const root = options.nestedKey === undefined ? top : nested(top, options.nestedKey);
  const { stream, taken } = destination(random);
  const log = logsieve(pino(options, stream), { policy: document, profile });
  const target: Target = { log, options, root, top, rules, taken };
  return { name: 'pino', attack: (attack) => attackLogger(target, attack) };
}

const EMPTY: Place = {
  rules: [],
  exact: new Map(),
  folded: new Map(),
  element: undefined,
  gone: false,
  tightened: undefined,
};

function nested(top: Place, nestedKey: string): Place {
  const place = top.exact.get(nestedKey);
  return place ?? EMPTY;
}

/** Settings of the root, canaries in those that are data. */
function optionsOf(random: Random, top: Place): LoggerOptions {
  // A map would take the names of records for its keys, which may leave.
  const nestedKey = random.pick(['data', 'ctx']);
  const some = <Value extends object>(share: number, value: Value) => (random.chance(share) ? value : {});
  return {
    level: 'trace',
    ...some(isDecided(top, nestedKey) ? 0 : 0.2, { nestedKey }),
    ...some(0.2, { messageKey: 'text' }),
    ...some(0.2, { errorKey: random.pick(['error', 'failure']) }),
    ...some(0.2, { base: { [NAME]: TEXT, pid: TEXT, hostname: TEXT } }),
    ...some(0.2, { mixin: () => ({ [NAME]: TEXT, secret: hostileError(random), pid: TEXT }) }),
    ...some(0.1, { formatters: { log: (record: object) => Object.assign({ secret: TEXT }, record) } }),
    ...some(0.1, { formatters: { bindings: (given: Bindings) => ({ ...given, secret: TEXT }) } }),
    ...some(0.1, {
      serializers: {
        err: pino.stdSerializers.err,
        [NAME]: () => TEXT,
        latencyMs: () => TEXT,
        status: thrower,
      },
    }),
    ...some(0.1, { customLevels: { audit: 35 } }),
    ...some(0.1, { timestamp: () => `,"time":"${TEXT}"` }),
    ...some(0.1, { redact: ['user.id', '*.secret', NAME] }),
    ...some(0.1, { hooks: HOOKS }),
  } as LoggerOptions;
}

const HOOKS: LoggerOptions['hooks'] = {
  logMethod(args, method) {
    method.apply(this, args);
  },
};

/** A destination that is told all that pino tells any. */
function destination(random: Random) {
  let lines: string[] = [];
  let told: string[] = [];
  const stream = {
    write(text: string) {
      lines.push(text);
      const { lastObj, lastMsg, lastTime } = this as Record<string, unknown>;
      if (lastObj !== undefined) told.push(inspect([lastObj, lastMsg, lastTime], INSPECT));
    },
    ...(random.chance(0.3) ? { [Symbol.for('pino.metadata')]: true } : {}),
  };
  const taken = () => {
    const result = { lines: lines.join(''), told: told.join('\n') };
    lines = [];
    told = [];
    return result;
  };
  return { stream, taken };
}

const INSPECT = {
  depth: 8,
  showHidden: true,
  maxArrayLength: null,
  maxStringLength: null,
  breakLength: Infinity,
};

function attackLogger(target: Target, attack: Case): void {
  attack.sent();
  const random = createRandom(mixSeed(attack.seed, 4));
  attack.timed('pino', () => {
    const log = random.chance(0.4) ? childOf(target, attack, random) : target.log;
    call(log, target, attack, random);
  });
  const { lines, told } = target.taken();
  for (const line of lines.split('\n')) if (line !== '') attack.line('pino', line);
  if (told !== '') attack.out('pino metadata', told);
}

function plan(target: Target, attack: Case, random: Random): Plan {
  const { messageKey = 'msg', errorKey = 'err' } = target.options;
  return planFor(random, target.rules, { heavy: attack.heavy, reserved: [messageKey, 'msg', errorKey] });
}

function childOf(target: Target, attack: Case, random: Random): Logger {
  const { mode, detected } = target.rules;
  const bindings = () =>
    hostileObject(target.top, { ...plan(target, attack, random), heavy: undefined }) as Bindings;
  const options = random.pick([
    undefined,
    {},
    { level: 'debug' },
    {
      msgPrefix:
        mode === 'remove' ? `[${TEXT}] ` : detected.length > 0 ? `mail to ${NAME}@example.com: ` : '[a] ',
    },
    { redact: ['user', 'note.id'] },
    { serializers: { user: () => ({ id: { [NAME]: TEXT } }), note: thrower } },
    { formatters: { bindings: (given: Bindings) => ({ ...given, [NAME]: TEXT }) } },
    { formatters: { log: () => ({ [NAME]: TEXT, secret: TEXT }) } },
  ]);
  const child = target.log.child(bindings(), options as never);
  if (random.chance(0.2)) child.setBindings(bindings());
  return random.chance(0.3) ? child.child(bindings()) : child;
}

type Method = (...args: readonly unknown[]) => void;

/** Logs in one of the forms that pino takes, and in some that it does not. */
function call(log: Logger, target: Target, attack: Case, random: Random): void {
  const level = random.pick(['info', 'error', 'debug', 'fatal'] as const);
  const method: Method = (...args) => (log[level] as Method)(...args);
  const record = () => attack.untimed(() => hostileObject(target.root, plan(target, attack, random)));
  const { text, values, error } = said(random, target.rules);
  const { errorKey = 'err' } = target.options;
  const forms: readonly (() => void)[] = [
    () => method(repeating(record(), error, errorKey, random), text, ...values),
    () => method(repeating(record(), error, errorKey, random), text, ...values),
    () => method(record()),
    () => (error === undefined ? method(text, ...values) : method(error, text)),
    () => method(record(), text, ...(error === undefined ? values : [error])),
    () => method(hostileError(random)),
    () => method(hostileError(random), 'failed', ...values),
    () => method({ [errorKey]: hostileError(random) }),
    () => method(undefined, 'none', ...values),
    () => method(null, 'none', ...values),
    () => method(Symbol(TEXT)),
    () => method(refusingObject(random), 'none'),
    () => method('none', refusing(random)),
    () => method(target.rules.mode === 'remove' ? DIGITS : 1),
    () => method([new Map([[NAME, TEXT]]), Object(Symbol(TEXT))]),
    () => method(record(), target.rules.mode === 'scan' ? 'done' : { [NAME]: TEXT }),
    () => method('failed: %s', hostileErrorFor(target, random)),
    () => method(new Map([[NAME, TEXT]]), 'map'),
    () => method(Buffer.from(TEXT), 'bytes'),
  ];
  random.pick(forms)();
}

/** Under `scan` the text of an error comes out unless the message repeats it alone. */
function hostileErrorFor({ rules }: Target, random: Random): unknown {
  return rules.mode === 'scan' ? 'nobody' : hostileError(random);
}

function repeating(record: object, error: object | undefined, errorKey: string, random: Random): object {
  if (error === undefined) return record;
  try {
    return withError(record, error, errorKey, random);
  } catch {
    return withError({}, error, errorKey, random);
  }
}
