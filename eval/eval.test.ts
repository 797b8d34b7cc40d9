import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as checks from './generate/check-digits.js';
import { skeletonOf } from './generate/fill.js';
import { createLines, SET_NAMES, templatesOf } from './generate/index.js';
import { TYPES } from './generate/values/index.js';
import { readOptions } from './options.js';
import { scoreContender, summarize } from './run.js';
import { contextLost, isFound } from './score.js';
import { writtenLines } from './written/index.js';

interface Value {
  type: string;
  sub?: string;
  text: string;
  plain?: string;
  start: number;
  end: number;
}
interface Line {
  set: string;
  kind?: string;
  text: string;
  values: Value[];
  neutral: { start: number; end: number }[];
}

const linesOf = (set: string, seed = '1', lines?: number): Line[] =>
  createLines({ seed, set, lines }) as Line[];
const written = writtenLines() as Line[];
const all = SET_NAMES.flatMap((set) => linesOf(set));
const digitsOf = (text: string) => text.replace(/\D/g, '');
const valuesOf = (type: string) => all.flatMap(({ values }) => values.filter((value) => value.type === type));

describe('the lines', () => {
  it('are the same for the same seed, and others for another', () => {
    const texts = (seed: string) => linesOf('seen', seed, 500).map(({ text }) => text);
    expect(texts('a')).toEqual(texts('a'));
    expect(texts('a')).not.toEqual(texts('b'));
  });

  it('are as many as the evaluation promises, most of them held out', () => {
    const withValues = all.filter(({ kind }) => kind === undefined);
    const negatives = all.filter(({ kind }) => kind !== undefined && kind !== 'plain');
    expect(withValues.length).toBeGreaterThanOrEqual(5000);
    expect(negatives.length).toBeGreaterThanOrEqual(2000);
    for (const group of [withValues, negatives]) {
      expect(group.filter(({ set }) => set === 'held-out').length).toBeGreaterThanOrEqual(group.length / 2);
    }
  });

  it('have every value where they say it is, and nowhere else', () => {
    for (const { text, values } of [...all, ...written]) {
      for (const { text: value, start, end } of values) {
        expect(text.slice(start, end) === value).toBe(true);
        expect(text.indexOf(value) === start && !text.includes(value, start + 1)).toBe(true);
      }
    }
  });

  it('have spans that do not overlap', () => {
    for (const { values, neutral } of [...all, ...written]) {
      const spans = [...values, ...neutral].sort((a, b) => a.start - b.start);
      for (const [index, span] of spans.entries())
        expect(span.start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
    }
  });

  it('have values on every line that is not clean, of every type in both sets, and none on clean lines', () => {
    for (const { kind, values } of all) expect(values.length > 0).toBe(kind === undefined);
    for (const set of SET_NAMES) {
      const inSet = all
        .filter((line) => line.set === set)
        .flatMap(({ values }) => values.map(({ type }) => type));
      for (const { type } of TYPES)
        expect(inSet.filter((each) => each === type).length).toBeGreaterThanOrEqual(20);
    }
  });

  it('leave no hole open', () => {
    for (const { text } of [...all, ...written]) expect(/\{\{[~?]?[a-z]/.test(text)).toBe(false);
  });
});

describe('the sets', () => {
  it('share no template', () => {
    const [seen, heldOut] = SET_NAMES.map((set) => new Set(templatesOf(set).map(skeletonOf)));
    const bare = (skeleton: string) => skeleton.replace(/[{}\s]/g, '') === '';
    expect([...seen!].filter((skeleton) => heldOut!.has(skeleton) && !bare(skeleton))).toEqual([]);
  });

  it('share no line', () => {
    const [seen, heldOut] = SET_NAMES.map((set) => new Set(linesOf(set).map(({ text }) => text)));
    expect([...seen!].filter((text) => heldOut!.has(text)).length).toBe(0);
  });

  it('have lines written by hand beside them: with values, without, and each once', () => {
    expect(written.filter(({ kind }) => kind === undefined).length).toBeGreaterThan(200);
    expect(written.filter(({ values }) => values.length === 0).length).toBeGreaterThan(200);
    expect(new Set(written.map(({ text }) => text)).size).toBe(written.length);
    for (const { text, values } of written) {
      const without = values.reduceRight(
        (rest, { start, end }) => `${rest.slice(0, start)}[x]${rest.slice(end)}`,
        text,
      );
      expect(values.filter((value) => !isFound(without, value)).length).toBe(0);
    }
    for (const { kind, values } of written) expect(values.length > 0).toBe(kind === undefined);
  });

  it('say at the top of each held-out file that it is only to score with', () => {
    for (const folder of ['templates/held-out', 'clean/held-out']) {
      const files = readdirSync(new URL(folder, import.meta.url));
      for (const file of files) {
        const text = readFileSync(new URL(`${folder}/${file}`, import.meta.url), 'utf8');
        expect(text.slice(0, 120)).toContain('HELD OUT: only to score with.');
      }
    }
  });

  it('are looked at only where that is allowed', () => {
    expect(readOptions(['--misses', 'email', '--set', 'held-out'])).toHaveProperty('fault');
    expect(readOptions(['--misses', 'email'])).toMatchObject({ sets: ['seen'] });
    expect(readOptions(['--misses', 'email', '--set', 'written'])).toMatchObject({ sets: ['written'] });
    expect(readOptions([])).toMatchObject({ sets: ['seen', 'held-out'] });
  });
});

describe('check digits', () => {
  it.each([
    ['Luhn', checks.luhnDigit('7992739871'), '3'],
    ['IBAN of Germany', checks.ibanDigits('DE', '370400440532013000'), '89'],
    ['IBAN of the United Kingdom', checks.ibanDigits('GB', 'WEST12345698765432'), '82'],
    ['NHS number', checks.nhsDigit('943476591'), '9'],
    ['Steuer-ID', checks.mod1110Digit('8609574271'), '9'],
    ['NIR', checks.nirKey('2550814168025'), '38'],
    ['DNI', checks.dniLetter('12345678'), 'Z'],
    ['NIE', checks.dniLetter('X1234567'), 'L'],
    ['codice fiscale', checks.codiceFiscaleLetter('RSSMRA85T10A562'), 'S'],
    ['BSN', checks.bsnDigit('11122233'), '3'],
    ['CPF', checks.cpfDigits('111444777'), '35'],
    ['Verhoeff', checks.verhoeffDigit('236'), '3'],
    ['CRC-32', checks.crc32('123456789'), 0xcbf43926],
  ])('are as published: %s', (_, made, published) => {
    expect(made).toBe(published);
  });

  it.each([
    ['card', (text: string) => luhnSum(digitsOf(text)) % 10 === 0],
    ['ca-sin', (text: string) => luhnSum(digitsOf(text)) % 10 === 0],
    ['iban', (text: string) => mod97Of(text.replace(/[^A-Za-z0-9]/g, '').toUpperCase()) === 1],
    ['nl-bsn', (text: string) => weightedSum(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0],
    ['uk-nhs', (text: string) => weightedSum(digitsOf(text), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0],
    ['ssn', (text: string) => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digitsOf(text))],
    ['es-dni', (text: string) => checks.dniLetter(text.slice(0, 8)) === text.at(-1)],
    ['de-steuer-id', (text: string) => checks.mod1110Digit(digitsOf(text).slice(0, 10)) === text.at(-1)],
    [
      'fr-nir',
      (text: string) =>
        checks.nirKey(text.replaceAll(' ', '').slice(0, 13)) === text.replaceAll(' ', '').slice(13),
    ],
    ['it-codice-fiscale', (text: string) => checks.codiceFiscaleLetter(text.slice(0, 15)) === text.slice(15)],
    ['br-cpf', (text: string) => checks.cpfDigits(digitsOf(text).slice(0, 9)) === digitsOf(text).slice(9)],
    ['in-aadhaar', (text: string) => checks.verhoeffDigit(digitsOf(text).slice(0, 11)) === text.at(-1)],
  ])('hold for every %s', (type, isValid) => {
    const values = valuesOf(type).map(({ text }) => decodeURIComponent(text.replaceAll('+', ' ')));
    expect(values.every((text) => isValid(text))).toBe(true);
  });
});

describe('the score', () => {
  const value = { text: '4111222233334444' };

  it('counts a value as missed where 60 % of it are left in a row, and as found where less is', () => {
    expect(isFound('card 4111222233334444', value)).toBe(false);
    expect(isFound('card ******2233334444', value)).toBe(false);
    expect(isFound('card 411122223***4444', value)).toBe(true);
    expect(isFound('card [card]', value)).toBe(true);
  });

  it('counts a long value as missed where forty characters of it are left', () => {
    const long = { text: Array.from({ length: 100 }, (_, index) => String(index)).join('.') };
    expect(isFound(`[x]${long.text.slice(-39)}`, long)).toBe(true);
    expect(isFound(`[x]${long.text.slice(-40)}`, long)).toBe(false);
  });

  it('does not take a value for found that only lost its disguise', () => {
    const hidden = { text: '4111\u200b2222\u200b3333\u200b4444', plain: '4111222233334444' };
    expect(isFound('card 4111222233334444', hidden)).toBe(false);
    expect(isFound('card [card]', hidden)).toBe(true);
  });

  it('sees planted misses, altered clean lines and lost context', async () => {
    const lines = linesOf('seen', '1', 300);
    const nothing = summarize(await scoreContender((text: string) => text, lines));
    expect(nothing).toMatchObject({ recall: 0, hard: 0, cleanAltered: 0, contextLost: 0 });
    const everything = summarize(await scoreContender(() => '', lines));
    expect(everything).toMatchObject({ recall: 1, hard: 1, cleanAltered: 1, contextLost: 1 });
    const byText = new Map(lines.map((line) => [line.text, line]));
    const emailsMissed = summarize(
      await scoreContender((text: string) => perfect(byText.get(text)!, 'email'), lines),
    );
    expect(emailsMissed).toMatchObject({ cleanAltered: 0, contextLost: 0, hard: 1 });
    expect(emailsMissed.rows['e-mail']).toBe(0);
    expect(emailsMissed.rows.card).toBe(1);
    expect(emailsMissed.recall).toBeLessThan(1);
  });

  it('counts the characters of context that are gone, and not those that may go', () => {
    const line = {
      text: 'user kim paid with 4111222233334444 today',
      values: [{ start: 19, end: 35 }],
      neutral: [{ start: 5, end: 8 }],
    };
    expect(contextLost(line, 'user [x] paid with [card] today').lost).toBe(0);
    expect(contextLost(line, 'user [x] paid with [card]').lost).toBe(' today'.length);
    expect(contextLost(line, '[card]')).toEqual({ lost: 22, total: 22 });
  });

  it('goes on where a contender throws', async () => {
    const lines = linesOf('seen', '1', 50);
    const score = await scoreContender(() => {
      throw new Error('no');
    }, lines);
    expect(score.failures).toBe(lines.length);
  });
});

/** The line with all its values replaced but those of a type. */
function perfect(line: Line, missed: string): string {
  let text = line.text;
  for (const { start, end, type } of [...line.values].sort((a, b) => b.start - a.start)) {
    if (type !== missed) text = `${text.slice(0, start)}~${text.slice(end)}`;
  }
  return text;
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + Math.floor(doubled / 10) + (doubled % 10);
  }, 0);
}

function mod97Of(iban: string): bigint | number {
  const rotated = iban.slice(4) + iban.slice(0, 4);
  return Number(BigInt(rotated.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) % 97n);
}

function weightedSum(digits: string, weights: number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}
