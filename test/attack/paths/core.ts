/** The redactor by itself: records as objects, with and without what an adapter knows of them. */
import type { Message, RecordContext, Redactor } from '@logsieve/core';
import { withoutCiphertexts } from '../ciphertexts.js';
import { type MessageRules, repeated, said, saidAlone, withError } from '../messages.js';
import { isDecided, type Place, placesOf } from '../places.js';
import { NAME, TEXT } from '../planted.js';
import { createRandom, mixSeed, type Random } from '../random.js';
import { hostileObject } from '../records.js';
import { type Case, type Path, planFor, rulesOf } from './path.js';

interface Target {
  readonly redactor: Redactor;
  readonly root: Place;
  readonly rules: MessageRules;
}

export function createCorePath(redactor: Redactor): Path {
  const target = { redactor, root: placesOf(redactor.compiled), rules: rulesOf(redactor) };
  return {
    name: 'core',
    attack: (attack) => {
      attackRecord(target, attack);
      const random = createRandom(mixSeed(attack.seed, 2));
      if (attack.heavy === undefined || random.chance(0.3)) attackInContext(target, attack, random);
      if (random.chance(0.1)) attackBesides(target, attack, random);
    },
  };
}

/** The record of the case; the same one each time, since some change when they are looked at. */
function recordOf({ root, rules }: Target, { seed, heavy }: Case): object {
  const random = createRandom(seed);
  const record = hostileObject(root, planFor(random, rules, { heavy, reserved: ['msg'] }));
  // Where there is too much to search, nobody knows what a message repeats.
  if (!random.chance(heavy === undefined ? 0.4 : 1) || Object.isFrozen(record)) return record;
  const { text, error } = heavy === undefined ? saidAlone(random, rules) : repeated(random);
  try {
    if (error !== undefined) withError(record, error, 'err', random);
    return Object.defineProperty(record, 'msg', { value: text, enumerable: true, configurable: true });
  } catch {
    return record;
  }
}

function attackRecord(target: Target, attack: Case): void {
  const { redactor } = target;
  const record = recordOf(target, attack);
  attack.sent();
  const line = attack.timed('stringify', () => redactor.stringify(record));
  if (line !== undefined) emit(attack, 'stringify', line);
  if (attack.seed % 8 !== 0) return;
  const again = recordOf(target, attack);
  const redacted = attack.timed('redact', () => redactor.redact(again));
  const [one, other] = [JSON.stringify(redacted), JSON.stringify(JSON.parse(line ?? '{}'))];
  if (withoutCiphertexts(one) !== withoutCiphertexts(other)) attack.fault('redact', 'differs from stringify');
}

/** A fault in a value costs the value: no record here is one that cannot be read at all. */
function emit(attack: Case, path: string, line: string): void {
  attack.line(path, line);
  if (line.includes('ERR_LOGSIEVE_RECORD_FAULT')) attack.fault(path, 'gave up a whole record');
}

/** As an adapter calls it. */
function attackInContext(target: Target, attack: Case, random: Random): void {
  const { redactor, root, rules } = target;
  const wanted = random.chance(0.3) ? random.pick(['data', 'ctx', NAME]) : undefined;
  // A map would take the record's names for its keys, which may leave.
  const nestedKey = wanted !== undefined && isDecided(root, wanted) ? undefined : wanted;
  const place = nestedKey === undefined ? root : root.exact.get(nestedKey);
  const plan = planFor(random, rules, { heavy: attack.heavy, reserved: ['msg'] });
  const record = place === undefined ? { [NAME]: TEXT } : hostileObject(place, plan);
  attack.sent();
  const { text, values, error } = said(random, rules);
  const message: Message = { template: text, interpolate: () => [text, ...values.map(textOf)].join(' ') };
  const inherited = random.chance(0.3)
    ? attack.timed('bind', () =>
        redactor.bind(hostileObject(root, planFor(random, rules, { reserved: ['msg'] }))),
      )
    : undefined;
  const given: RecordContext = {
    message: random.chance(0.8) ? message : undefined,
    head: { level: 30, time: 1_763_800_000_000 },
    bindings: inherited,
    nestedKey,
    serialize: random.chance(0.3) ? (_, value) => value : undefined,
    errors: error === undefined ? undefined : [error],
  };
  const line = attack.timed('stringify in context', () => redactor.stringify(record, given));
  if (line !== undefined) emit(attack, 'stringify in context', line);
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return TEXT;
  }
}

/** What is there beside redacting records. */
function attackBesides(target: Target, attack: Case, random: Random): void {
  const { redactor, rules } = target;
  attack.timed('explain', () => redactor.explain(attack.untimed(() => recordOf(target, attack))));
  if (rules.detected.length > 0) {
    const text = attack.timed('redactText', () => redactor.redactText(random.pick(rules.detected)));
    attack.out('redactText', text ?? '');
  }
  const tighter = attack.timed('tighten', () => redactor.tighten(['user', '*.name', 'items.*.id']));
  const line = attack.timed('tighter', () =>
    tighter?.stringify(attack.untimed(() => recordOf(target, attack))),
  );
  if (line !== undefined) attack.line('tighter', line);
}
