import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  collectErrors,
  collectMemberErrors,
  createErrorSearch,
  type ErrorSearch,
  isErrorLike,
  repeats,
} from './error-messages.js';

/** The search after a look at the value. */
function searched(value: object, { isDeep = true, isListed = false } = {}): ErrorSearch {
  const search = createErrorSearch(isDeep);
  collectErrors(value, search, isListed);
  return search;
}

/** The messages that it found, as `type: message`. */
const found = (value: object, how?: Parameters<typeof searched>[1]): string[] =>
  searched(value, how).messages.map(({ type, message }) => `${type}: ${message}`);

/** The value under so many levels of objects. */
function under(levels: number, value: unknown): object {
  for (let level = 0; level < levels; level++) value = { a: value };
  return value as object;
}

class Instance {
  constructor(members: object) {
    Object.assign(this, members);
  }
}

describe('errors are found', () => {
  const error = new TypeError('text');
  const throwing = Object.defineProperty({ b: error }, 'a', {
    enumerable: true,
    get() {
      throw new Error('secret');
    },
  });
  const inherited = Object.setPrototypeOf({ b: 1 }, { a: error }) as object;
  const bare = Object.assign(Object.create(null), { a: error }) as object;
  const ofAnotherRealm = runInNewContext('(error) => ({ a: { b: { c: error } } })') as (
    error: Error,
  ) => object;
  const holed: unknown[] = [];
  holed[4_000_000_000] = error;

  it.each([
    ['as the value itself', error],
    ['in a plain object', { a: error }],
    ['in an object without a prototype', { a: bare }],
    ['in an object of another realm', ofAnotherRealm(error)],
    ['in an array', [[1, error]]],
    ['in a plain object beside text and nothing', { a: 'text', b: null, c: undefined, d: { e: error } }],
    ['in an array with more holes than there is time to look at', holed],
    ['in the record itself, be it of a class', new Instance({ a: { b: error } })],
    ['as a member of an instance of a class', { a: new Instance({ b: error }) }],
    ['as the cause of another', new Error('', { cause: error })],
    ['as a cause that cannot be enumerated', Object.defineProperty(new Error(''), 'cause', { value: error })],
    ['as the cause of one without a text', Object.assign(new Error('', { cause: error }), { message: 5 })],
    ['among the errors of another', new AggregateError([error], '')],
    ['as a member of another', Object.assign(new Error(''), { a: error })],
    ['in an object in a member of another', Object.assign(new Error(''), { a: { b: error } })],
    ['beside a getter that throws, which is not called', throwing],
    ['on the level that is the last', under(64, error)],
  ])('%s', (_, value) => {
    const { messages, incomplete } = searched(value);
    expect(messages).toEqual([{ message: 'text', type: 'TypeError', whole: false }]);
    expect(incomplete).toBe(false);
  });

  it.each([
    ['in a member that is inherited', inherited],
    ['deeper in an instance of a class', { a: new Instance({ b: { c: error } }) }],
    ['behind a getter', Object.defineProperty({}, 'a', { enumerable: true, get: () => error })],
    ['in what an instance of a class has as plain text', { a: new Instance({ message: 'text', stack: '' }) }],
  ])('but not %s', (_, value) => {
    const { messages } = searched(value);
    expect(messages.filter(({ type }) => type === 'TypeError')).toEqual([]);
  });

  it('once each, in cycles and in two places', () => {
    const value: Record<string, unknown> = { a: error, b: [error] };
    value['c'] = value;
    expect(found(value)).toEqual(['TypeError: text']);
  });

  it('once each, also behind the first dozen of objects', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ error: new Error(`${index}`) }));
    expect(found([...many, ...many])).toHaveLength(30);
  });

  it('by a search that is not deep in arrays and in errors, and not in other objects', () => {
    const shallow = { isDeep: false };
    expect(found([error], shallow)).toEqual(['TypeError: text']);
    expect(found(new Error('', { cause: error }), shallow)).toEqual(['TypeError: text']);
    expect(found(Object.assign(new Error(''), { a: error }), shallow)).toEqual(['TypeError: text']);
    expect(found({ a: error }, shallow)).toEqual([]);
    expect(found({ message: 'text', stack: '', cause: error }, shallow)).toEqual([
      'Error: text',
      'TypeError: text',
    ]);
  });

  it('in one member that is not a getter', () => {
    const search = createErrorSearch(true);
    const getter = { get: () => new Error('got') };
    const holder = Object.defineProperties({ a: error, b: new Error('b') }, { c: getter });
    for (const name of ['a', 'c', 'absent']) collectMemberErrors(holder, name, search);
    expect(search.messages).toMatchObject([{ message: 'text' }]);
  });

  it('beside those of an earlier search, which stay as they are', () => {
    const known = { errors: [{ message: 'known', type: 'Error', whole: false }], incomplete: true };
    const search = createErrorSearch(true, known);
    collectErrors(error, search);
    expect(search.messages.map(({ message }) => message)).toEqual(['known', 'text']);
    expect(search.incomplete).toBe(true);
    expect(known.errors).toHaveLength(1);
    expect(createErrorSearch(true, { ...known, incomplete: false }).incomplete).toBe(false);
  });
});

/** So many levels of something that holds the one below. */
function chain(levels: number, holding: (below: unknown) => object): object {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = holding(value);
  return value as object;
}

describe('a search is incomplete', () => {
  it.each([
    ['more values than it has a budget for', new Array(100_001).fill(0)],
    ['more members than it has a budget for', Object.fromEntries(Array.from({ length: 100_001 }).entries())],
    ['more levels than it goes down', under(65, new Error('x'))],
    ['more levels of arrays', chain(66, (below) => [below])],
    ['more causes', chain(66, (cause) => new Error('', { cause }))],
    ['more levels of instances', chain(66, (a) => new Instance({ a: Object.assign(new Error(''), { a }) }))],
    ['more messages than it remembers', Array.from({ length: 257 }, (_, index) => new Error(`${index}`))],
    ['a message of more parts than it remembers', { type: 'E', message: 'part: '.repeat(257), stack: '' }],
  ])('where there are %s', (_, value) => {
    expect(searched(value).incomplete).toBe(true);
  });

  it.each([
    ['values', new Array(99_999).fill(0)],
    ['members', Object.fromEntries(Array.from({ length: 99_999 }).entries())],
    ['levels', under(64, {})],
    ['messages', Array.from({ length: 256 }, (_, index) => new Error(`${index}`))],
    ['parts of a message', { type: 'E', message: 'part: '.repeat(255), stack: '' }],
    ['characters', { a: 'x'.repeat(200_000), b: 1 }],
    ['bytes, as the value itself', new Uint8Array(200_000)],
    ['bytes', { a: new Uint8Array(200_000), b: new DataView(new ArrayBuffer(200_000)) }],
  ])('not where there are no more %s', (_, value) => {
    expect(searched(value).incomplete).toBe(false);
  });

  it('not by what it has seen already', () => {
    const shared = new Array(1000).fill(0);
    expect(searched(new Array(500).fill(shared)).incomplete).toBe(false);
  });

  it('by many instances of classes too', () => {
    const instance = () => new Instance(Object.fromEntries(Array.from({ length: 1000 }).entries()));
    expect(searched(Array.from({ length: 110 }, instance)).incomplete).toBe(true);
  });
});

describe('the message of an error', () => {
  it('is looked for as it is, trimmed, and escaped as in JSON', () => {
    expect(found(new Error(' "a" '))).toEqual(['Error:  "a" ', 'Error: "a"', 'Error:  \\"a\\" ']);
    expect(found(new Error(''))).toEqual([]);
    expect(found(new Error('  '))).toEqual(['Error:   ']);
    expect(found(Object.assign(new Error(''), { message: 5 }))).toEqual([]);
  });

  it('is a chain of messages where a serializer wrote it, but for parts as short as words', () => {
    const message = 'first one: second: third';
    const parts = ['first one: second: third', 'first one', 'second'];
    const serialized = { type: 'MyError', message, stack: '' };
    expect(searched(serialized).messages.map((part) => part.message)).toEqual(parts);
    expect(found(new Error(message))).toEqual([`Error: ${message}`]);
  });

  it('stands for itself only where it is short and anyone may have sent it', () => {
    const short = { type: 'MyError', message: 'short', stack: '' };
    const long = { ...short, message: 'longer' };
    expect(searched(short).messages).toEqual([{ message: 'short', type: 'Error', whole: true }]);
    expect(searched(long).messages).toEqual([{ message: 'longer', type: 'Error', whole: false }]);
    expect(searched(short, { isListed: true }).messages[0]).toEqual({
      message: 'short',
      type: 'MyError',
      whole: false,
    });
    expect(searched(new Error('short')).messages[0]?.whole).toBe(false);
  });

  it('is what the class says, where it is no property of the error itself', () => {
    class Late extends RangeError {
      override get message(): string {
        return 'of the class';
      }
    }
    expect(isErrorLike(new Late())).toBe(true);
    expect(found(new Late())).toEqual(['Late: of the class']);
  });

  it('does not bring the type of an object that nobody lists', () => {
    const search = createErrorSearch(true);
    collectErrors({ message: 'longer', type: 'Ada' }, search);
    expect(search.messages).toEqual([{ message: 'longer', type: 'Error', whole: false }]);
  });

  it('has the type of an error, also where the policy lists it', () => {
    expect(found(new RangeError('text'), { isListed: true })).toEqual(['RangeError: text']);
    expect(found({ message: 'text' }, { isListed: true })).toEqual(['Error: text']);
    expect(found({ message: 'text' })).toEqual([]);
  });
});

describe('a text repeats a message', () => {
  const message = { message: 'no such user', type: 'Error', whole: false };

  it.each(['no such user', 'failed: no such user', 'no such user!'])('that it holds: %s', (text) => {
    expect(repeats(text, message)).toBe(true);
  });

  it('that begins with it, up to a colon', () => {
    const chain = { ...message, message: 'outer: inner' };
    expect(repeats('outer', chain)).toBe(true);
    expect(['', 'out', 'inner:', 'x'].map((text) => repeats(text, chain))).toEqual(Array(4).fill(false));
    expect(repeats('', { ...message, message: ': x' })).toBe(false);
  });

  it('that is all of it, where only the whole counts', () => {
    const whole = { ...message, whole: true };
    expect(repeats('no such user', whole)).toBe(true);
    expect(repeats('failed: no such user', whole)).toBe(false);
  });
});

describe('an object is like an error', () => {
  it.each([
    [new Error('x'), true],
    [{ message: 'x', stack: '' }, true],
    [{ message: 'x', type: 'E' }, true],
    [{ message: 'x', name: 'E' }, true],
    [{ message: 'x', code: 1 }, true],
    [{ message: 'x' }, false],
    [{ message: 5, stack: '' }, false],
    [{ stack: '', type: 'E', name: 'E', code: 1 }, false],
    [Object.create({ message: 'x', stack: '' }) as object, false],
    [Object.defineProperty({ stack: '' }, 'message', { get: () => 'x' }), false],
  ])('where it has a text as message and one thing more: %#', (value, is) => {
    expect(isErrorLike(value)).toBe(is);
  });
});
