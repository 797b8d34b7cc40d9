import {
  compilePolicy,
  createRedactor,
  createTextRedactor,
  parsePolicy,
  type Recognized,
  type Recognizer,
} from '@logsieve/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { names, places } from './index.js';
import { createRecognize } from './recognize.js';
import { makeReadable } from './readable.js';

const redactor = createRedactor(compilePolicy(parsePolicy({ logsieve: 1 })));
const redact = createTextRedactor(redactor, { recognizers: [names, places], timeout: 60_000 });
const never = new AbortController().signal;

/** What compromise has ways of its own for. */
const PIECES = [
  ...[
    'Ada',
    ' Lovelace',
    "O'Neill",
    '’',
    '"',
    "'s ",
    "he's ",
    'won’t ',
    '...',
    '…',
    '\n',
    '\r\n',
    '\t',
    '   ',
  ],
  ...[
    '\u200b',
    '\u00a0',
    '\ud83d',
    '\ude00',
    '\u{1f600}',
    'a/b',
    ' / ',
    'A.B.C. ',
    '#tag ',
    '@at ',
    ':) ',
    ':-P  ',
    '<3   ',
  ],
  ...[
    '100-200',
    '2 — 3',
    '1,000',
    '5th',
    '$4.20',
    '10:30',
    '—',
    ' - ',
    '–',
    '(',
    ')',
    '[name]',
    'é',
    'e\u0301',
    'ﬁ',
    'İ',
    'ß',
  ],
  ...[
    '中',
    'ا',
    '<b>',
    '&amp;',
    '%20',
    'Mr. ',
    'St. ',
    'constructor ',
    '__proto__ ',
    'toString ',
    '\u0000',
    '\u2028',
    'name=',
    '"a":',
  ],
  ...['l’amour ', "d'Arc ", '12 Main Street', 'Paris, France', 'Jan-Feb', ' and ', 'Will ', '[email] '],
];

/** What it finds, as text. */
async function found(recognizer: Recognizer, text: string): Promise<string[]> {
  const parts = await recognizer.recognize(text, { signal: never });
  return parts.map(({ start, end }) => text.slice(start, end));
}

/** Of many that were tried, those that cost most. */
const HOSTILE = [
  "I'm ",
  'Mark ',
  'Dr. ',
  'ed ',
  'ADA ',
  '!',
  'A. ',
  'a.',
  '#a ',
  'a / ',
  ', ',
  'a: ',
  'a',
  'a=',
  '"',
  '(',
];

describe('names', () => {
  it.each([
    ['Hi, my name is Ada Lovelace.', ['Ada Lovelace']],
    ['ask Dr. Elena Petrova, please', ['Dr. Elena Petrova']],
    ["Marcus's card and Karen O'Neill’s refund", ['Marcus', "Karen O'Neill"]],
    ['is jonathan meyers in?', ['jonathan meyers']],
    ['Regards,\r\nOliver Whitmore\r\nHead of Finance', ['Oliver Whitmore']],
    ['{"customer":"Michael Stone","msg":"order placed"}', ['Michael Stone']],
    ['name=Simon Baker plan=pro', ['Simon Baker']],
    ['GET /search?q=emma+watson 200', ['emma+watson']],
    ['\u{1f600} Ada Lovelace \u{1f600} by Ada Lovelace', ['Ada Lovelace', 'Ada Lovelace']],
    [':)    Ada Lovelace :(    and Grace Hopper', ['Ada Lovelace', 'Grace Hopper']],
    ['Jan—Feb–Mar: 100—200 then — Ada Lovelace, Grace Hopper', ['Ada Lovelace', 'Grace Hopper']],
    ['Jan–2—10 by Ada Lovelace', ['Ada Lovelace']],
    ["he's told she'd met Ada Lovelace", ['Ada Lovelace']],
    ['The request was redirected twice.', []],
    ['', []],
    [' \n\t', []],
  ])('are found where they stand in %j', async (text, expected) => {
    expect(await found(names, text)).toEqual(expected);
  });

  it('are found wherever they stand in a long text', async () => {
    const filling = 'the request was sent again and ';
    for (let before = 950; before < 1100; before += 10) {
      const text = `${filling.repeat(40).slice(0, before)} Ada Lovelace ${filling.repeat(40)}`;
      expect((await found(names, text)).some((name) => name.includes('Ada Lovelace'))).toBe(true);
    }
  });

  it('are surer the more tells that they are names', async () => {
    const confidenceOf = async (text: string) =>
      (await names.recognize(text, { signal: never }))[0]?.confidence;
    expect(await confidenceOf('I met Dr. Elena Petrova')).toBe(0.9);
    expect(await confidenceOf('I met Daniel')).toBe(0.5);
    expect(await confidenceOf('i met jonathan meyers')).toBe(0.5);
    expect(await confidenceOf('i met daniel')).toBe(0.3);
  });
});

describe('places', () => {
  it.each([
    ['We moved from Boston to Denver.', ['Boston', 'Denver']],
    ['i live in Toronto, \u{1f600} at 14 Maple Street', ['Toronto', '14 Maple Street']],
    ['city=Denver country=Australia', ['Denver', 'Australia']],
    ['The request was redirected twice.', []],
  ])('are found where they stand in %j', async (text, expected) => {
    expect(await found(places, text)).toEqual(expected);
  });
});

describe('names and places', () => {
  it('are replaced behind the detectors, without their marks', async () => {
    expect(await redact('Ada Lovelace (ada@example.com) moved to Toronto.')).toBe(
      '[name] ([email]) moved to [place].',
    );
  });

  it('leave what detectors put in', async () => {
    const text = 'from [email] and [ipv4] to [card] by [name] of [place]';
    expect(await redact(text)).toBe(text);
  });

  it('cost no text, whatever it is made of', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...PIECES),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const text = pieces.join('');
        for (const { recognize } of [names, places]) {
          const parts = await recognize(text, { signal: never });
          for (const { start, end } of parts) {
            expect(start >= 0 && start < end && end <= text.length).toBe(true);
            expect(/^\s|\s$/.test(text.slice(start, end))).toBe(false);
          }
        }
        expect(await redact(text)).not.toBe('[redacted]');
      }),
      { numRuns: 150 },
    );
  });

  it.each(HOSTILE)('take time in proportion to a text of %j', async (piece) => {
    const costOf = async (length: number) => {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      const before = process.cpuUsage();
      for (const { recognize } of [names, places]) await recognize(text, { signal: never });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    await costOf(2048);
    const [half, whole] = [await costOf(4_096), await costOf(8_192)];
    // Twice, with room for what else the machine does; milliseconds below which it is all noise.
    expect(whole).toBeLessThan(4 * half + 200);
    expect(whole).toBeLessThan(20_000);
  });
});

describe('reading', () => {
  const whole = (text: string): Recognized[] => [{ start: 0, end: text.length }];
  const read = (text: string) => ({ document: [[{ text }]], matches: [[]] });

  it('takes all of a piece that fails for found, and rejects nothing', async () => {
    const throwing = createRecognize(
      (text) => {
        throw new Error(text);
      },
      () => 1,
    );
    expect(await throwing('Ada', { signal: never })).toEqual(whole('Ada'));
  });

  it('takes all of a piece for found of which a word is not in it', async () => {
    const altered = createRecognize(
      () => ({ document: [[{ text: 'Bob' }]], matches: [] }),
      () => 1,
    );
    expect(await altered('Ada', { signal: never })).toEqual(whole('Ada'));
  });

  it('stops where nobody waits, and lets out nothing of what it did not read', async () => {
    const controller = new AbortController();
    let calls = 0;
    const recognize = createRecognize(
      (text) => {
        calls++;
        controller.abort();
        return read(text);
      },
      () => 1,
    );
    const text = 'word '.repeat(2000);
    expect(await recognize(text, { signal: controller.signal })).toEqual([
      { start: expect.any(Number), end: text.length },
    ]);
    expect(calls).toBe(1);
  });

  it('lets others have their turn', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await names.recognize('My name is Ada Lovelace and I live in Toronto. '.repeat(400), { signal: never });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  it('costs a text that takes longer than there is time', async () => {
    const impatient = createTextRedactor(redactor, { recognizers: [names], timeout: 5 });
    expect(await impatient('My name is Ada Lovelace. '.repeat(300))).toBe('[redacted]');
  });
});

describe('a text made readable', () => {
  it('keeps its length and its places', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES)), (pieces) => {
        const text = pieces.join('');
        const readable = makeReadable(text);
        expect(readable.length).toBe(text.length);
        for (let at = 0; at < text.length; at++)
          if (/[^\n\s-]/.test(readable[at]!)) expect(readable[at]).toBe(text[at]);
      }),
    );
  });
});
