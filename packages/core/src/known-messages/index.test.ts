import * as fc from 'fast-check';
import { createConnection } from 'node:net';
import { lookup } from 'node:dns/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { leafOf } from '../../test/action-context.js';
import { knownMessages, TEXTS } from './index.js';

const find = knownMessages();
const messageOf = (error: unknown) => (error as Error).message;
const textOf = (message: string) => {
  const found = find(message);
  return found === undefined ? undefined : (JSON.parse(`"${found}"`) as string);
};

function thrownBy(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return messageOf(error);
  }
  throw new Error('nothing was thrown');
}

async function rejectedWith(work: Promise<unknown>): Promise<string> {
  return messageOf(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

/** What a stream or another emitter fails with. */
async function failureOf(emitter: NodeJS.EventEmitter): Promise<string> {
  const [error] = (await once(emitter, 'error')) as [unknown];
  return messageOf(error);
}

describe('what JavaScript throws is known', () => {
  const nothing = undefined as unknown as { secret: { x: () => void } };
  const circular: { self?: unknown } = {};
  circular.self = circular;
  // Some are made of text when they run: the compiler refuses such code, or writes it anew.
  test.each<[() => unknown, string]>([
    [() => nothing.secret, "Cannot read properties of undefined (reading '…')"],
    [() => (nothing.secret = { x: () => undefined }), "Cannot set properties of undefined (setting '…')"],
    [() => (({ secret: 1 }) as unknown as typeof nothing).secret.x(), '… is not a function'],
    [() => new Function('secret()')(), '… is not defined'],
    [() => new Function('const [a] = 1')(), '… is not iterable'],
    [() => new Function('a; let a')(), "Cannot access '…' before initialization"],
    [() => new Function('const a = 1; a = 2')(), 'Assignment to constant variable.'],
    [() => Object.keys(undefined as never), 'Cannot convert undefined or null to object'],
    [() => JSON.parse('{"secret'), 'Unterminated string in JSON at position …'],
    [() => JSON.parse(''), 'Unexpected end of JSON input'],
    [() => JSON.parse('secret'), "Unexpected token '…', … is not valid JSON"],
    [() => JSON.parse('{"a":1}secret'), 'Unexpected non-whitespace character after JSON at position …'],
    [() => JSON.parse('{secret'), "Expected property name or '}' in JSON at position …"],
    [() => JSON.parse('[1 secret'), "Expected ',' or ']' after array element in JSON at position …"],
    [() => JSON.stringify({ secret: 1n }), 'Do not know how to serialize a BigInt'],
    [() => JSON.stringify(circular), 'Converting circular structure to JSON…'],
    [() => new Date(Number.NaN).toISOString(), 'Invalid time value'],
    [() => BigInt('secret'), 'Cannot convert … to a BigInt'],
    [
      () => Object.defineProperty(Object.freeze({}), 'secret', {}),
      'Cannot define property …, object is not extensible',
    ],
    [() => decodeURIComponent('%secret'), 'URI malformed'],
    [() => new RegExp(['(', 'secret'].join('')), 'Invalid regular expression: …'],
  ])('%s', (act, text) => {
    expect(textOf(thrownBy(act))).toBe(text);
  });
});

describe('what Node fails with is known', () => {
  it('files', () => {
    expect(textOf(thrownBy(() => readFileSync('/none/secret')))).toBe('ENOENT: no such file or directory, …');
    expect(textOf(thrownBy(() => readdirSync('/etc/passwd')))).toBe('ENOTDIR: not a directory, …');
  });

  it('the network', async () => {
    expect(textOf(await failureOf(createConnection(1, '127.0.0.1')))).toBe('connect ECONNREFUSED …');
    const name = 'secret.invalid';
    expect(textOf(await rejectedWith(lookup(name)))).toMatch(/^getaddrinfo (?:ENOTFOUND|EAI_AGAIN) …$/);
    expect(textOf(await rejectedWith(fetch('http://127.0.0.1:1/secret')))).toBe('fetch failed');
    expect(textOf(await rejectedWith(fetch('secret')))).toBe('Failed to parse URL from …');
  });

  it('programs, streams and options', async () => {
    expect(textOf(await failureOf(spawn('/none/secret')))).toBe('spawn … ENOENT');
    const ended = new PassThrough();
    ended.end();
    const failure = failureOf(ended);
    ended.write('secret');
    expect(textOf(await failure)).toBe('write after end');
    const gunzip = createGunzip();
    const unzipping = failureOf(gunzip);
    gunzip.end('secret');
    expect(textOf(await unzipping)).toBe('incorrect header check');
    expect(textOf(thrownBy(() => Buffer.from(1 as never)))).toBe('The … argument must be …. Received …');
    expect(textOf(thrownBy(() => new URL('secret')))).toBe('Invalid URL');
    expect(textOf(await rejectedWith(import('no-such-package-secret' as string)))).toMatch(
      /^Cannot find package/,
    );
  });
});

test.each([
  ['no account for ada@example.com'],
  ['secret'],
  [''],
  ['Not Found: secret'],
  ['x ENOENT: no such file or directory, open'],
  ['jwt expired secret'],
])('%s is not known', (message) => {
  expect(find(message)).toBeUndefined();
});

it('lets out nothing but its own texts, and those again as they are', () => {
  const texts = new Set(TEXTS);
  const parts = fc.constantFrom(...TEXTS.flatMap((text) => text.split('…')), 'kn9vYt', ' ', "'", '"');
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 6 }), fc.constantFrom(...TEXTS), (some, text) => {
      for (const message of [
        some.join(''),
        text.replaceAll('…', 'kn9vYt'),
        text.replaceAll('…', some.join('')),
      ]) {
        const found = textOf(message);
        if (found === undefined) continue;
        expect(texts.has(found)).toBe(true);
        expect(textOf(found)).toBe(found);
      }
    }),
    { numRuns: 2000 },
  );
});

it('knows each of its texts once, with something in its holes', () => {
  expect(new Set(TEXTS).size).toBe(TEXTS.length);
  for (const text of TEXTS) {
    expect(text).toMatch(/[A-Za-z]{3}/);
    expect(find(text.replaceAll('…', 'kn9vYt')), text).toBeDefined();
  }
});

describe('keep error', () => {
  const keep = leafOf({ keep: 'error', message: 'known', causes: 2 });

  it('has the message behind the kind, in causes too, and gives the same again', () => {
    const error = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' }),
    });
    const once = keep(error);
    expect(once).toBe(
      '{"type":"TypeError","message":"fetch failed","causes":[{"type":"Error","code":"ECONNREFUSED","message":"connect ECONNREFUSED …"}]}',
    );
    expect(keep(JSON.parse(once ?? ''))).toContain('"message":"fetch failed"');
  });

  it('has no message that is none of those, is too long, no text, or throws', () => {
    const limits = { depth: 16, properties: 1000, stringLength: 20, lineBytes: 1_000_000 };
    const short = leafOf({ keep: 'error', message: 'known' }, { limits });
    expect(keep(new Error('kn9vYt'))).toBe('{"type":"Error"}');
    expect(short(new Error(`spawn ${'x'.repeat(20)} ENOENT`))).toBe('{"type":"Error"}');
    expect(keep({ type: 'Error', stack: '', message: { toString: () => 'Not Found' } })).toBe(
      '{"type":"Error"}',
    );
    const throwing = Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('kn9vYt');
      },
    });
    expect(keep(throwing)).toBe('{"type":"Error"}');
  });
});
