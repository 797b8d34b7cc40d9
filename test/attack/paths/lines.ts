/** Records as lines: what an engine makes of a line is what the redactor makes of the record in it. */
import type { Redactor } from '@logsieve/core';
import { withoutCiphertexts } from '../ciphertexts.js';
import { lineEngines } from '../engines.js';
import { hostileLines } from '../lines.js';
import { type MessageRules, saidAlone, withError } from '../messages.js';
import { type Place, placesOf } from '../places.js';
import { createRandom, mixSeed, type Random } from '../random.js';
import { hostileObject } from '../records.js';
import { type Case, type Path, planFor, rulesOf } from './path.js';

interface Target {
  readonly redactor: Redactor;
  readonly root: Place;
  readonly rules: MessageRules;
}

/** Also tells how many lines it has sent. */
export function createLinePath(redactor: Redactor): Path & { readonly lines: () => number } {
  const target = { redactor, root: placesOf(redactor.compiled), rules: rulesOf(redactor) };
  let lines = 0;
  return {
    name: 'lines',
    lines: () => lines,
    attack: (attack) => {
      const random = createRandom(mixSeed(attack.seed, 3));
      const record = jsonRecord(target, random);
      attack.sent();
      const text = JSON.stringify(record);
      lines += sameAsObject(target, attack, record, text);
      if (attack.heavy?.endless !== true) lines += asJson(target, attack);
      if (random.chance(0.25)) {
        const heavy = attack.heavy !== undefined;
        for (const line of hostileLines(text, random, heavy)) lines += attackLine(target, attack, line);
      }
    },
  };
}

function jsonRecord({ root, rules }: Target, random: Random): object {
  const record = hostileObject(root, planFor(random, rules, { json: true, reserved: ['msg'] }));
  if (!random.chance(0.5)) return record;
  const { text, error } = saidAlone(random, rules);
  if (error !== undefined) withError(record, error, 'err', random, true);
  Object.defineProperty(record, 'msg', { value: text, enumerable: true, configurable: true, writable: true });
  return JSON.parse(JSON.stringify(record)) as object;
}

/** The record as it is and as a line: the same bytes. */
function sameAsObject({ redactor }: Target, attack: Case, record: object, text: string): number {
  const expected = attack.timed('object', () => redactor.stringify(record)) ?? '';
  attack.line('object', expected);
  for (const engine of lineEngines) {
    for (const line of [text, Buffer.from(text)]) {
      const got = attack.timed(engine.name, () => engine.redactLine(redactor, line));
      if (differ(got, expected)) attack.fault(engine.name, 'differs from the object path');
    }
  }
  return 2;
}

function differ(got: string | undefined, expected: string): boolean {
  return got === undefined || withoutCiphertexts(got) !== withoutCiphertexts(expected);
}

/** What `JSON.stringify` makes of the hostile record of the case, which is what a careless logger writes. */
function asJson(target: Target, attack: Case): number {
  const plan = planFor(createRandom(attack.seed), target.rules, {
    heavy: attack.heavy,
    stringified: true,
    reserved: ['msg'],
  });
  let line: string | undefined;
  try {
    line = JSON.stringify(hostileObject(target.root, plan)) as string | undefined;
  } catch {
    return 0;
  }
  return line === undefined ? 0 : attackLine(target, attack, line);
}

/** All engines agree with what `JSON.parse` says, and nothing leaks. */
function attackLine({ redactor }: Target, attack: Case, line: string | Uint8Array): number {
  const expected = expectedOf(redactor, line);
  for (const engine of lineEngines) {
    const got = attack.timed(engine.name, () => engine.redactLine(redactor, line), line.length);
    if (got !== undefined) attack.line(engine.name, got);
    if (differ(got, expected)) attack.fault(engine.name, 'differs from JSON.parse and the object path');
  }
  return 1;
}

/** By the documentation alone: too long, not one object, or what the object path says. */
function expectedOf(redactor: Redactor, line: string | Uint8Array): string {
  if (Buffer.byteLength(line) > redactor.compiled.limits.lineBytes)
    return placeholder('ERR_LOGSIEVE_LINE_TOO_LONG');
  try {
    const text = typeof line === 'string' ? line : new TextDecoder('utf-8', { ignoreBOM: true }).decode(line);
    const record = JSON.parse(text) as unknown;
    if (typeof record === 'object' && record !== null && !Array.isArray(record))
      return redactor.stringify(record);
  } catch {
    // As below.
  }
  return placeholder('ERR_LOGSIEVE_NOT_JSON');
}

const placeholder = (code: string): string => `{"_logsieve":{"error":"${code}"}}`;
