import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { findLeaks } from '@logsieve/testing';
import { describe, expect, it } from 'vitest';
import { CARD, DETECTED, DIGITS, formsIn, NAME, OWN, OWN_DETECTED, TEXT } from './planted.js';
import { createSearch, type Fault } from './search.js';
import { createHangWatch, createGauge, tellGauge } from './watch.js';

const bytes = Buffer.from(TEXT);

/** Every way of writing that the `findLeaks` knows, and half of each canary. */
const WRITTEN: readonly (readonly [string, string])[] = [
  ['plain', `x${TEXT}y`],
  ['plain', TEXT.toUpperCase()],
  ['plain', TEXT.slice(0, TEXT.length / 2)],
  ['plain', TEXT.slice(TEXT.length / 2)],
  ['plain', NAME.slice(0, 10)],
  ['plain', encodeURIComponent(TEXT)],
  ['percent', [...bytes].map((byte) => `%${byte.toString(16)}`).join('')],
  ['base64', bytes.toString('base64')],
  ['base64', Buffer.from(`a${TEXT}b`).toString('base64')],
  ['base64', Buffer.from(`ab${TEXT}cd`).toString('base64')],
  ['base64url', Buffer.from(`ab${TEXT}cd`).toString('base64url')],
  ['hex', bytes.toString('hex').toUpperCase()],
  ['hex', String(new Uint8Array(bytes).reduce((text, byte) => `${text} ${byte.toString(16)}`, ''))],
  ['escapes', Array.from(TEXT, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`).join('')],
  ['bytes', JSON.stringify(bytes)],
  ['bytes', JSON.stringify(Object.values(bytes), null, 1).replace(/\s+/g, ' ')],
  ['units', JSON.stringify(Object.assign({}, TEXT))],
  ['units', JSON.stringify([...TEXT])],
  ['digits', JSON.stringify({ a: DIGITS })],
  ['card', CARD],
];

describe('what is planted', () => {
  it.each(WRITTEN)('is found as %s: %#', (form, output) => {
    expect(formsIn(output)).toContain(form);
  });

  it('is found wherever findLeaks finds it', () => {
    const canary = { label: 'text', text: TEXT, parts: TEXT.split(' !') };
    for (const [, output] of WRITTEN) {
      if (findLeaks(output, [canary]).length > 0) expect(formsIn(output)).not.toEqual([]);
    }
  });

  it('is not found where it is not', () => {
    expect(formsIn('{"level":30,"msg":"order placed","user":{"id":"****"},"n":739184620517}')).toEqual([]);
  });

  it('is known to the detectors in every text that is meant for them', () => {
    const redactor = createRedactor(loadPolicy({ logsieve: 1 }));
    for (const text of DETECTED) {
      expect(formsIn(text)).not.toEqual([]);
      expect(formsIn(redactor.redactText(text))).toEqual([]);
    }
  });

  it('is known to those that a policy defines in texts that no other one knows', () => {
    const owner = createRedactor(loadPolicy({ logsieve: 1, define: OWN }));
    const other = createRedactor(loadPolicy({ logsieve: 1 }));
    for (const text of OWN_DETECTED) {
      expect(formsIn(owner.redactText(text))).toEqual([]);
      expect(formsIn(other.redactText(text))).not.toEqual([]);
    }
  });
});

describe('the search', () => {
  it('names the output of a batch that holds a canary, and no other', () => {
    const faults: Fault[] = [];
    const search = createSearch((fault) => faults.push(fault));
    for (let at = 0; at < 100; at++) search.add(`1:${at}`, 'path', at === 42 ? `a${NAME}` : 'nothing');
    search.flush();
    expect(faults).toEqual([{ at: '1:42', what: 'path: leak as plain' }]);
  });
});

describe('the watch', () => {
  it('names the case at which nothing moves any more', () => {
    const gauge = createGauge();
    const hangsAt = createHangWatch(gauge, 100);
    expect(hangsAt(0)).toBeUndefined();
    tellGauge(gauge, 7, 1, 1);
    expect(hangsAt(50)).toBeUndefined();
    expect(hangsAt(149)).toBeUndefined();
    expect(hangsAt(151)).toBe(7);
    tellGauge(gauge, 8, 2, 1);
    expect(hangsAt(300)).toBeUndefined();
  });
});
