import { describe, expect, it } from 'vitest';
import type { DetectorDefinition } from '../policy/policy.js';
import { createOwnDetector, faultOf } from './own-detector.js';

/** What a detector finds, as texts. */
function found(definition: DetectorDefinition, text: string): string[] {
  return createOwnDetector('own', definition)
    .find(text)
    .map(({ start, end }) => text.slice(start, end));
}

describe('a pattern', () => {
  const ticket = { pattern: 'TCK-[0-9]{6}' };

  it('is found where it begins and ends as words do', () => {
    expect(found(ticket, 'see TCK-123456, (TCK-000001) id_TCK-123457.')).toEqual([
      'TCK-123456',
      'TCK-000001',
      'TCK-123457',
    ]);
    for (const text of [
      'TCK-1234567',
      'xTCK-123456',
      '1TCK-123456',
      'TCK-123456a',
      '\u00e9TCK-123456',
      'tck-123456',
    ])
      expect(found(ticket, text)).toEqual([]);
    expect(found(ticket, '\ud83c\udfabTCK-123456\ud83c\udfab')).toEqual(['TCK-123456']);
  });

  it('that begins or ends with a sign is found next to letters', () => {
    expect(found({ pattern: '#[0-9]{4}#' }, 'a#1234#b')).toEqual(['#1234#']);
  });

  it('with (?i) in front is found in either case', () => {
    expect(found({ pattern: '(?i)tck-[a-f]{2}' }, 'TCK-AB tck-cd Tck-zz')).toEqual(['TCK-AB', 'tck-cd']);
  });

  it('takes the longest of what begins in one place, and all that several cover', () => {
    expect(found({ pattern: 'ab(?: cd)?(?: ef)?' }, 'ab cd ef, ab cd, ab')).toEqual([
      'ab cd ef',
      'ab cd',
      'ab',
    ]);
    expect(found({ pattern: '[0-9]{4}-[0-9]{4}' }, '1111-2222-3333')).toEqual(['1111-2222-3333']);
  });
});

describe('a check digit', () => {
  const digits = { pattern: '[0-9X](?:[ -]?[0-9X]){3,18}' } as const;

  it.each([
    ['luhn', '4111 1111 1111 1111', '4111 1111 1111 1112'],
    ['verhoeff', '2363', '2364'],
    ['mod11', '0-8044-2957-X', '0804429571'],
    ['mod11', '943 476 5919', '943 476 5918'],
    ['mod97', '195', '196'],
  ] as const)('%s passes %s and not %s', (check, right, wrong) => {
    const pattern = check === 'mod97' ? '[0-9]{3}' : digits.pattern;
    expect(found({ pattern, check }, `no ${right}.`)).toEqual([right]);
    expect(found({ pattern, check }, `no ${wrong}.`)).toEqual([]);
  });

  it('mod97 reads letters as numbers, with the check digits at the end or as an IBAN has them', () => {
    expect(found({ pattern: '[0-9A-Z]{20}', check: 'mod97' }, '5493001KJTIIGC8Y1R12')).toHaveLength(1);
    expect(found({ pattern: '[0-9A-Z]{20}', check: 'mod97' }, '5493001KJTIIGC8Y1R13')).toEqual([]);
    expect(found({ pattern: 'RF[0-9]{20}', check: 'mod97' }, 'RF18539007547034')).toEqual([]);
    expect(found({ pattern: 'RF[0-9]{14}', check: 'mod97' }, 'RF18539007547034')).toHaveLength(1);
  });

  it('passes over letters in front and signs within', () => {
    expect(
      found({ pattern: 'BOX-[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{4}', check: 'luhn' }, 'BOX-4111-1111-1111-1111'),
    ).toHaveLength(1);
    expect(found({ pattern: 'BOX-[0-9]{9}[0-9X]', check: 'mod11' }, 'BOX-080442957X')).toHaveLength(1);
  });

  it('is looked for in shorter matches too, from any word on', () => {
    expect(found({ ...digits, check: 'luhn' }, 'order 12 4111 1111 1111 1111 15')).toEqual([
      '4111 1111 1111 1111',
    ]);
  });

  it('is one digit more than nothing', () => {
    expect(found({ pattern: '[0-9]', check: 'luhn' }, '0')).toEqual([]);
    expect(found({ pattern: '[a-z]{2,4}', check: 'luhn' }, 'abcd')).toEqual([]);
  });

  it('has no room in what is longer than 64 characters', () => {
    expect(faultOf({ pattern: '[0-9]{65}', check: 'luhn' })?.fault).toMatch(/longer than 64/);
    expect(faultOf({ pattern: '[0-9]{64}', check: 'luhn' })).toBeUndefined();
  });
});

describe('words', () => {
  const codes = {
    words: [
      'Project Falcon',
      'bluebird',
      '\u00dcberraschung',
      'caf\u00e9',
      '\u5317\u4eac',
      'c++',
      'snow-ball',
    ],
  };

  it('are found whole and in any case', () => {
    expect(found(codes, 'BLUEBIRD, Bluebird; bluebird\u2019s c++ \u5317\u4eac')).toEqual([
      'BLUEBIRD',
      'Bluebird',
      'bluebird',
      'c++',
      '\u5317\u4eac',
    ]);
    expect(found(codes, '\u00fcberraschung \u00dcBERRASCHUNG')).toHaveLength(2);
    for (const text of [
      'bluebirds',
      'abluebird',
      'bluebird1',
      'blue bird',
      'projectfalcon',
      '\u5317\u4eac\u5e02',
    ])
      expect(found(codes, text)).toEqual([]);
  });

  it('have up to three spaces, hyphens or underscores where the list has one', () => {
    const written = [
      'project falcon',
      'PROJECT_FALCON',
      'project-falcon',
      'project\n\t falcon',
      'snow ball',
      'snow_-_ball',
    ];
    for (const text of written) expect(found(codes, `(${text})`)).toEqual([text]);
    expect(found(codes, 'project    falcon')).toEqual([]);
    expect(found(codes, 'project, falcon')).toEqual([]);
  });

  it('are found in both Unicode forms, and where a letter changes its length', () => {
    expect(found(codes, 'cafe\u0301 caf\u00e9 CAF\u00c9')).toHaveLength(3);
    expect(found(codes, '\u0130\u0130 bluebird')).toEqual(['bluebird']);
  });

  it('do not end where another word of the list goes on', () => {
    expect(found({ words: ['ab', 'ab cd', 'cd ef'] }, 'ab cd ef, ab cdx')).toEqual(['ab cd ef', 'ab']);
  });
});

describe('words that have to stand before', () => {
  it('are read over articles and the like, up to what is about something else', () => {
    const badge: DetectorDefinition = { pattern: '[0-9]{6}', near: ['badge', 'ausweis'] };
    for (const text of ['badge 123456', 'Badge no. is 123456', '"badgeId":"123456"', 'Ausweis-Nr.: 123456'])
      expect(found(badge, text)).toEqual(['123456']);
    for (const text of ['order 123456', '123456 badge', 'badge lost, order 123456', 'badge 1, 123456'])
      expect(found(badge, text)).toEqual([]);
    expect(found({ words: ['bluebird'], near: ['codename'] }, 'the bluebird; codename: Bluebird')).toEqual([
      'Bluebird',
    ]);
  });
});

/** Each is as bad as a pattern of its length can be, or backtracks elsewhere. */
const HOSTILE: readonly (readonly [string, DetectorDefinition])[] = [
  ['nested alternatives', { pattern: '(?:a|a){30}' }],
  ['nested options', { pattern: '(?:(?:a?){5}){6}b' }],
  ['words that go on', { pattern: '(?:a ?){1,127}b' }],
  ['signs that go on', { pattern: '-{1,254}x' }],
  ['a check digit of anything', { pattern: '[0-9](?: ?[0-9]){1,31}', check: 'luhn' }],
  ['a list of phrases', { words: ['a a a a a a a a b', '- - x', ...numbered(2000)] }],
  ['a word before anything', { pattern: '[a-z0-9]{1,2}', near: ['badge'] }],
];
const TEXTS = ['a', 'a ', '-', '1 ', '1', 'aab', 'TCK-12345 ', 'word1 ', '\u00e9', 'badge 1 '];

describe('a detector', () => {
  it.each(HOSTILE)('takes time in proportion to the length of a text: %s', (_, definition) => {
    const { find, openFrom } = createOwnDetector('own', definition);
    for (const seed of TEXTS) {
      const [short, long] = [flat(seed, 20_000), flat(seed, 80_000)];
      for (const read of [find, openFrom]) {
        if (fastest(() => read(long), 1) < 100) continue;
        expect(fastest(() => read(long), 3)).toBeLessThan(6 * fastest(() => read(short), 3) + 100);
      }
    }
  });

  it('takes some milliseconds for 100 kB', () => {
    const definitions: DetectorDefinition[] = [
      { pattern: 'TCK-[0-9]{6}' },
      { pattern: '(?i)[a-z]{2}[0-9]{2}(?:-[a-z0-9]{4}){2,6}', near: ['account'] },
      { words: numbered(2000) },
    ];
    const texts = [...TEXTS, 'request completed for user in 12 ms; '].map((seed) => flat(seed, 100_000));
    for (const definition of definitions) {
      const { find } = createOwnDetector('own', definition);
      for (const text of texts) expect(fastest(() => find(text), 8)).toBeLessThan(20);
    }
  });
});

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `word${at.toString(36)} of ours`);
}

/** A flat string: what `repeat` gives is flattened at first use. */
function flat(seed: string, length: number): string {
  return Array.from({ length: Math.ceil(length / seed.length) }, () => seed).join('');
}

/** Milliseconds of processor time: what other programs do meanwhile is not ours. */
function fastest(run: () => unknown, rounds: number): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
