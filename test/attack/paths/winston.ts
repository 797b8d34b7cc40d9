/** Records through the wrapped winston logger: call forms, children, formats, exceptions, timers, all listeners. */
import { inspect } from 'node:util';
import type { Redactor } from '@logsieve/core';
import { logsieve } from '@logsieve/winston';
import winston from 'winston';
import TransportStream from 'winston-transport';
import { type MessageRules, said, withError } from '../messages.js';
import { type Place, placesOf } from '../places.js';
import { NAME, TEXT } from '../planted.js';
import type { Subject } from '../policies.js';
import { createRandom, mixSeed, type Random } from '../random.js';
import { hostileObject, type Plan } from '../records.js';
import { hostileError } from '../values/errors.js';
import { refusing, refusingObject, thrower } from '../values/tricks.js';
import { type Case, type Path, planFor, rulesOf } from './path.js';

interface Target {
  readonly log: winston.Logger;
  readonly root: Place;
  readonly rules: MessageRules;
  /** The infos that anybody got since last asked. */
  readonly taken: () => readonly Info[];
}

type Info = Record<string | symbol, unknown>;

/** `redactor`: of the same policy, to know its places by. */
export function createWinstonPath({ document, profile }: Subject, redactor: Redactor, seed: number): Path {
  const random = createRandom(seed);
  let infos: Info[] = [];
  const take = (info: Info) => void infos.push(info);
  const log = winston.createLogger({
    level: 'silly',
    ...(random.chance(0.8) ? { format: formatOf(random) } : {}),
    ...(random.chance(0.3) ? { defaultMeta: { [NAME]: TEXT, pid: TEXT, user: { secret: TEXT } } } : {}),
    transports: [transport(take, random.chance(0.3) ? winston.format.simple() : undefined), transport(take)],
  });
  logsieve(log, { policy: document, profile });
  if (random.chance(0.2)) log.on('data', take);
  if (random.chance(0.2)) log.on('data', thrower);
  const target: Target = {
    log,
    root: placesOf(redactor.compiled),
    rules: rulesOf(redactor),
    taken: () => {
      const result = infos;
      infos = [];
      return result;
    },
  };
  return { name: 'winston', attack: (attack) => attackLogger(target, attack) };
}

function transport(take: (info: Info) => void, format?: winston.Logform.Format): TransportStream {
  return new TransportStream({
    ...(format === undefined ? {} : { format }),
    log(info: Info, next: () => void) {
      take(info);
      next();
    },
  });
}

const { combine, errors, json, metadata, printf, splat, timestamp, label, uncolorize } = winston.format;

/** Formats as applications have them, and one that throws. */
function formatOf(random: Random): winston.Logform.Format {
  return random.pick([
    () => json(),
    () => combine(splat(), json()),
    () =>
      combine(
        timestamp(),
        splat(),
        printf((info) => `${info.level} ${JSON.stringify(info.message)}`),
      ),
    () => combine(errors({ stack: true, cause: true }), json()),
    () => combine(errors({ stack: true }), splat(), timestamp(), label({ label: 'a' }), json()),
    () => combine(metadata(), json()),
    () => combine(splat(), metadata({ fillExcept: ['message', 'level'] }), uncolorize()),
    () => winston.format((info) => Object.assign(info, { [NAME]: TEXT }))(),
    () => winston.format(() => thrower())(),
    () => winston.format(({ level, message }) => ({ level, message, [Symbol.for('level')]: level }))(),
  ])();
}

function attackLogger(target: Target, attack: Case): void {
  attack.sent();
  const random = createRandom(mixSeed(attack.seed, 5));
  attack.timed('winston', () => call(target, attack, random));
  for (const info of target.taken()) {
    const line = info[Symbol.for('message')];
    if (typeof line === 'string' && line.startsWith('{')) attack.line('winston', line);
    attack.out('winston info', inspect(info, INSPECT));
  }
}

const INSPECT = {
  depth: 8,
  showHidden: true,
  maxArrayLength: null,
  maxStringLength: null,
  breakLength: Infinity,
};

function plan(target: Target, attack: Case, random: Random): Plan {
  return planFor(random, target.rules, {
    heavy: attack.heavy,
    wasAsked: true,
    reserved: ['message', 'splat', 'err', 'level'],
  });
}

/** Logs in one of the forms that winston takes, and in some that it does not. */
function call(target: Target, attack: Case, random: Random): void {
  const { rules } = target;
  const meta = () => attack.untimed(() => hostileObject(target.root, plan(target, attack, random)));
  const log = random.chance(0.3) ? target.log.child({ ...hostileCopy(meta()) }) : target.log;
  const { text, values, error } = said(random, rules);
  // Under `scan`, a record that a token takes comes out as the token's text.
  const alone = rules.mode === 'scan' && text.includes('%') ? 'done' : text;
  const record = () => repeating(meta(), error, random);
  const method = (...args: readonly unknown[]) =>
    (log.info as (...given: readonly unknown[]) => void)(...args);
  const any = log.log.bind(log) as (...given: readonly unknown[]) => void;
  const forms: readonly (() => void)[] = [
    () => method(alone, record(), ...values),
    () => method(alone, ...values, record()),
    () => any('info', alone, record()),
    () => any('warn', text, ...(error === undefined ? values : [error])),
    () => any({ ...hostileCopy(record()), level: 'error', message: alone }),
    () => method(meta()),
    () => method(hostileError(random)),
    () => method('failed', hostileError(random)),
    () => any('error', hostileError(random)),
    () => method(alone, hostileError(random), ...(error === undefined ? [] : [error])),
    () => method(alone, ...(error === undefined ? [refusing(random)] : [error, refusing(random)])),
    () => any('info', refusingObject(random)),
    () => any(refusingObject(random)),
    () => method({ message: { [NAME]: TEXT }, secret: [TEXT] }),
    () => method('failed', hostileError(random), record()),
    () => any('info', 'two', meta(), { [NAME]: TEXT }),
    () => method('text', rules.mode === 'scan' ? 'ok' : TEXT),
    () => exceptional(log, random),
    () => exceptional(log, random),
    () => log.startTimer().done({ ...hostileCopy(meta()), message: 'timed', level: 'info' } as never),
    () => log.write({ ...hostileCopy(record()), level: 'info', message: alone }),
    () => any({ level: 'info', message: 'splatted', [Symbol.for('splat')]: [{ [NAME]: TEXT }, TEXT] }),
    () =>
      any({ level: 'info', message: 'flagged', exception: true, rejection: true, error: TEXT, stack: TEXT }),
    () => any('info', undefined, meta()),
    () => any('info', Symbol(TEXT), meta()),
    () => any(NAME, text, meta()),
    () => any('info', 'bytes', Buffer.from(TEXT)),
  ];
  random.pick(forms)();
}

/** What winston's handlers log of an exception that nobody caught. */
function exceptional(log: winston.Logger, random: Random): void {
  const handler = random.pick([log.exceptions, log.rejections]) as unknown as {
    getAllInfo: (error: unknown) => object;
  };
  const thrown = random.pick<unknown>([
    hostileError(random),
    TEXT,
    { [NAME]: TEXT },
    { message: TEXT, stack: TEXT },
  ]);
  log.log(handler.getAllInfo(thrown) as never);
}

/** A copy of the members as they are: what a program spreads must not throw before the logger sees it. */
function hostileCopy(source: object): object {
  try {
    return Object.defineProperties({}, Object.getOwnPropertyDescriptors(source));
  } catch {
    return { [NAME]: TEXT };
  }
}

function repeating(record: object, error: object | undefined, random: Random): object {
  if (error === undefined) return record;
  try {
    return withError(record, error, 'err', random);
  } catch {
    return withError({}, error, 'err', random);
  }
}
