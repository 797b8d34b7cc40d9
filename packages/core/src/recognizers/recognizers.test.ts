import { describe, expect, it } from 'vitest';
import { createAsyncConversationRedactor } from '../conversation/async-conversation.js';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import { createRedactor } from '../redactor.js';
import type { Recognized, Recognizer } from './recognizer.js';
import { createTextRedactor } from './redact-text.js';

/** Finds these words, and remembers what it was shown. */
function finder(words: readonly string[], shown: string[] = []): Recognizer {
  return {
    id: 'names',
    placeholder: '[name]',
    recognize: async (text) => {
      shown.push(text);
      await Promise.resolve();
      return words.flatMap((word) =>
        Array.from(text.matchAll(new RegExp(word, 'g')), ({ index, 0: found }) => ({
          start: index,
          end: index + found.length,
        })),
      );
    },
  };
}

function returning(recognize: Recognizer['recognize']): Recognizer {
  return { id: 'names', placeholder: '[name]', recognize };
}

const part = (start: unknown, end: unknown, confidence?: unknown) =>
  [{ start, end, ...(confidence === undefined ? {} : { confidence }) }] as unknown as readonly Recognized[];

const redactor = createRedactor(compilePolicy(parsePolicy({ logsieve: 1 })));
const TEXT = 'Ada \u{1f600} RAW';

const FAILURES: [string, Recognizer['recognize']][] = [
  [
    'throws',
    () => {
      throw new Error(TEXT);
    },
  ],
  ['rejects', () => Promise.reject(new Error(TEXT))],
  ['gives no list', () => 'Ada' as never],
  ['gives nothing', () => undefined as never],
  ['gives a list with a hole', () => new Array(1) as never],
  ['gives a part with a fraction', () => part(0.5, 3)],
  ['gives a part before the text', () => part(-1, 3)],
  ['gives a part beyond the text', () => part(0, TEXT.length + 1)],
  ['gives a part that is no number', () => part('0', '3')],
  ['gives NaN', () => part(Number.NaN, 3)],
  ['gives an empty part', () => part(3, 3)],
  ['gives a part that ends before it begins', () => part(3, 1)],
  ['cuts a character', () => part(0, 5)],
  ['begins within a character', () => part(5, 7)],
  ['gives a confidence that is none', () => part(0, 3, 2)],
  [
    'gives a getter that throws',
    () => [
      {
        start: 0,
        get end(): number {
          throw new Error(TEXT);
        },
      },
    ],
  ],
  [
    'gives a list that lies about its length',
    () =>
      new Proxy([], {
        get: () => {
          throw new Error(TEXT);
        },
      }),
  ],
  ['gives too many parts', () => new Array(1000).fill({ start: 0, end: 3 }) as never],
  ['never ends', () => new Promise(() => undefined)],
];

describe('a recognizer that fails', () => {
  it.each(FAILURES)('and %s costs the text, in texts and in conversations', async (_, recognize) => {
    const options = { recognizers: [returning(recognize)], timeout: 20 };
    expect(await createTextRedactor(redactor, options)(TEXT)).toBe('[redacted]');
    const conversation = createAsyncConversationRedactor(options);
    expect(await conversation.turn({ role: 'user', content: TEXT })).toEqual({
      role: 'user',
      content: '[redacted]',
    });
  });

  it('is told that nobody waits any more', async () => {
    let aborted = false;
    const slow = returning((_, { signal }) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise(() => undefined);
    });
    await createTextRedactor(redactor, { recognizers: [slow], timeout: 10 })(TEXT);
    expect(aborted).toBe(true);
  });

  it('late does not let out the texts after it', async () => {
    let calls = 0;
    const slow = returning(() => (calls++ === 0 ? [] : new Promise(() => undefined)));
    const conversation = createAsyncConversationRedactor({ recognizers: [slow], timeout: 20 });
    const turns = ['fine', 'slow', 'never read'].map((content) => ({ role: 'user', content }));
    const contents = (await conversation.redact(turns)).map(({ content }) => content);
    expect(contents).toEqual(['fine', '[redacted]', '[redacted]']);
    expect(calls).toBe(2);
  });
});

describe('a recognizer', () => {
  it('sees only what detectors left, and leaves their placeholders', async () => {
    const shown: string[] = [];
    const redact = createTextRedactor(redactor, { recognizers: [finder(['Ada.*', 'email'], shown)] });
    expect(await redact('by Ada (ada@example.com) and card 4111111111111111 now')).toBe(
      'by [name][email][name][card][name]',
    );
    expect(shown).toEqual(['by Ada ([email]) and card [card] now']);
  });

  it('sees what the one before it left', async () => {
    const shown: string[] = [];
    const recognizers = [finder(['Ada']), { ...finder(['Bob', 'name'], shown), id: 'more' }];
    expect(await createTextRedactor(redactor, { recognizers })('Ada and Bob')).toBe('[name] and [name]');
    expect(shown).toEqual(['[name] and Bob']);
  });

  it('is read once: what it says of itself later is not put into texts', async () => {
    const asked = { id: 0, placeholder: 0 };
    const recognizer: Recognizer = {
      get id() {
        return asked.id++ === 0 ? 'names' : 'Ada';
      },
      get placeholder() {
        return asked.placeholder++ === 0 ? '[name]' : 'Ada';
      },
      recognize: () => part(0, 3),
    };
    const redact = createTextRedactor(redactor, { recognizers: [recognizer] });
    expect([await redact('Ada'), await redact('Ada')]).toEqual(['[name]', '[name]']);
    const changing = { ...finder(['Ada']) };
    const change = createTextRedactor(redactor, { recognizers: [changing] });
    Object.assign(changing, { placeholder: 'Ada', recognize: () => [] });
    expect(await change('Ada')).toBe('[name]');
  });

  it('is called as what it is a method of', async () => {
    class Words {
      readonly id = 'names';
      readonly placeholder = '[name]';
      readonly #end = 3;
      recognize() {
        return [{ start: 0, end: this.#end }];
      }
    }
    expect(await createTextRedactor(redactor, { recognizers: [new Words()] })('Ada')).toBe('[name]');
  });

  it('may give parts that overlap, in any order', async () => {
    const recognize = () => [...part(4, 9), ...part(0, 6), ...part(0, 3)];
    expect(await createTextRedactor(redactor, { recognizers: [returning(recognize)] })('Ada Lovelace')).toBe(
      '[name]ace',
    );
  });

  it('has to be as sure as the policy says', async () => {
    const policy = parsePolicy({ logsieve: 1, confidence: 0.8 });
    const sure = createRedactor(compilePolicy(policy));
    const recognizers = [returning(() => [...part(0, 3, 0.7), ...part(4, 7, 0.8)])];
    expect(await createTextRedactor(sure, { recognizers })('Ada Bob')).toBe('Ada [name]');
    expect(await createTextRedactor(redactor, { recognizers })('Ada Bob')).toBe('[name] [name]');
  });

  it('has to be as sure as the policy says that is put into force', async () => {
    const replaced = createRedactor(compilePolicy(parsePolicy({ logsieve: 1, confidence: 0.8 })));
    const redact = createTextRedactor(replaced, { recognizers: [returning(() => part(0, 3, 0.7))] });
    expect(await redact('Ada')).toBe('Ada');
    replaced.replacePolicy(compilePolicy(parsePolicy({ logsieve: 1, confidence: 0.5 })));
    expect(await redact('Ada')).toBe('[name]');
  });

  it('finds in one turn what is removed from those before and after it', async () => {
    let turn = 0;
    // Recognizes the name in the second text alone.
    const once = returning((text) =>
      turn++ === 1 ? part(text.indexOf('Grace'), text.indexOf('Grace') + 12) : [],
    );
    const conversation = createAsyncConversationRedactor({ recognizers: [once] });
    const contents = (
      await conversation.redact([
        { role: 'user', content: 'ask grace hopper' },
        { role: 'assistant', content: 'I asked Grace Hopper.' },
        { role: 'user', content: 'and GRACE-HOPPER said?' },
      ])
    ).map(({ content }) => content);
    expect(contents).toEqual(['ask [name]', 'I asked [name].', 'and [name] said?']);
    expect(await conversation.turn({ role: 'user', content: 'Grace Hopper it is' })).toEqual({
      role: 'user',
      content: '[name] it is',
    });
    conversation.forget();
    expect((await conversation.turn({ role: 'user', content: 'Grace Hopper' }))['content']).toBe(
      'Grace Hopper',
    );
  });

  it('reads the arguments of tools, and names of members', async () => {
    const conversation = createAsyncConversationRedactor({ recognizers: [finder(['Ada'])] });
    const message = {
      role: 'assistant',
      tool_calls: [{ function: { name: 'x', arguments: '{"to":"Ada"}' } }],
    };
    expect(JSON.stringify(await conversation.turn(message))).not.toContain('Ada');
  });

  it('does not make a conversation remember what it finds after forget', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let calls = 0;
    const slow = returning(async () => (calls++ === 0 ? (await gate, part(0, 12)) : []));
    const conversation = createAsyncConversationRedactor({ recognizers: [slow] });
    const pending = conversation.turn({ role: 'user', content: 'Grace Hopper' });
    conversation.forget();
    release();
    expect((await pending)['content']).toBe('[name]');
    expect((await conversation.turn({ role: 'user', content: 'Grace Hopper' }))['content']).toBe(
      'Grace Hopper',
    );
  });

  it('gives the same bytes again', async () => {
    const redact = createTextRedactor(redactor, { recognizers: [finder(['Ada', 'name', 'email'])] });
    const once = await redact('Ada ada@example.com, password: Ada');
    expect(await redact(once)).toBe(once);
  });

  it.each([
    [{ recognizers: [] }],
    [{ recognizers: 'names' }],
    [{ recognizers: [{}] }],
    [{ recognizers: [{ ...finder([]), placeholder: 'name' }] }],
    [{ recognizers: [{ ...finder([]), id: 'A B' }] }],
    [{ recognizers: [finder([])], timeout: 0 }],
    [{ recognizers: [finder([])], timeout: '5' }],
    [{ recognizers: [finder([])], timeout: Infinity }],
  ])('%# is refused where an option is wrong', (options) => {
    expect(() => createAsyncConversationRedactor(options as never)).toThrow(/recognizers/);
    expect(() => createTextRedactor(redactor, options as never)).toThrow(/recognizers/);
  });
});
