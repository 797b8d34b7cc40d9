import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContext, leafOf } from '../../../test/action-context.js';
import { frameOf } from './stack-frame.js';
import { stackOf } from './stack.js';

const CANARY = 'kn9vYtcanary';
/** Where the superuser is at home. */
const ROOT = 'root';

const limits = { ...createContext().limits, stringLength: 8192 };

/** The text of the stack, or undefined where it is removed. */
function written(stack: unknown): unknown {
  const text = leafOf({ generalize: 'stack' }, { limits })(stack);
  return text === undefined ? undefined : JSON.parse(text);
}

it.each([
  ['f (/app/src/a.js:1:2)', 'f (/app/src/a.js:1:2)'],
  ['async Promise.all (/app/a.mjs:1:2)', 'async Promise.all (/app/a.mjs:1:2)'],
  ['new Foo (/app/a.cts:1:2)', 'new Foo (/app/a.cts:1:2)'],
  ['Object.<anonymous> (/app/a.js:1:2)', 'Object.<anonymous> (/app/a.js:1:2)'],
  ['Foo.#f [as g] (/app/a.js:1:2)', 'Foo.#f [as g] (/app/a.js:1:2)'],
  ['/app/a.js:1:2', '/app/a.js:1:2'],
  ['async file:///app/a.js?v=3:1:2', '/app/a.js:1:2'],
  [
    'Module._compile (node:internal/modules/cjs/loader:1554:14)',
    'Module._compile (node:internal/modules/cjs/loader:1554:14)',
  ],
  ['f (C:\\app\\src\\a.ts:1:2)', 'f (/app/src/a.ts:1:2)'],
  ['f (file:///D:/app/a.js:1:2)', 'f (/app/a.js:1:2)'],
  [
    'f (/app/node_modules/.pnpm/pino@10.4.0/node_modules/@a/b-c/lib/x.js:1:2)',
    'f (/app/node_modules/.pnpm/pino@10.4.0/node_modules/@a/b-c/lib/x.js:1:2)',
  ],
  // Homes.
  ['f (/home/ada/acme-merger/src/a.js:1:2)', 'f (~/a.js:1:2)'],
  ['f (/Users/Ada Lovelace/x/node_modules/pino/a.js:1:2)', 'f (~/node_modules/pino/a.js:1:2)'],
  [`f (/${ROOT}/x/a.js:1:2)`, 'f (~/a.js:1:2)'],
  ['f (C:\\Users\\Ada\\x\\a.js:1:2)', 'f (~/a.js:1:2)'],
  ['f (file:///c:/users/ada/a.js:1:2)', 'f (~/a.js:1:2)'],
  ['f (/mnt/c/Users/ada/x/a.js:1:2)', 'f (~/a.js:1:2)'],
  ['f (/export/home/ada/x/a.js:1:2)', 'f (~/a.js:1:2)'],
  [`f (/private/var/${ROOT}/x/a.js:1:2)`, 'f (~/a.js:1:2)'],
  ['f (~/x/a.js:1:2)', 'f (~/a.js:1:2)'],
  ['f (/app/src/users/service.js:1:2)', 'f (/app/src/users/service.js:1:2)'],
  // What only says something about somebody.
  ['hunter2 (/app/a.js:1:2)', '/app/a.js:1:2'],
  ['my secret (/app/a.js:1:2)', '/app/a.js:1:2'],
  ['a.b.c.d.e (/app/a.js:1:2)', '/app/a.js:1:2'],
  ['f (/app/4711000/my dir/é/%41/ada@x/a.js:1:2)', 'f (/app/*/*/*/*/*/a.js:1:2)'],
  ['f (/app/20251122.js:1:2)', 'f (/app/*.js:1:2)'],
  ['f (/app/a b.js:1:2)', 'f (/app/*.js:1:2)'],
])('the frame %s comes out as %s', (call, frame) => {
  expect(frameOf(call)).toBe(frame);
  expect(frameOf(frame)).toBe(frame);
});

it.each([
  'hunter2 (secret:1:1)',
  'f (/secret:1:1)',
  'f (secret.js:1:1)',
  'f (/app/a.js:1)',
  'f (/app/a.js:12345678:1)',
  'f (/app/../home/ada/a.js:1:2)',
  'f (//host/share/a.js:1:2)',
  'f (\\\\host\\share\\a.js:1:2)',
  'f (~ada/a.js:1:2)',
  'f (https://ada.example/a.js:1:2)',
  'f (node:hunter2:1:2)',
  'Array.map (<anonymous>)',
  'eval (eval at f (/app/a.js:1:2), <anonymous>:1:1)',
  'f (/app/a.js:1:2) x',
  `f (/${'a/'.repeat(40)}a.js:1:2)`,
])('%s is no frame', (call) => {
  expect(frameOf(call)).toBeUndefined();
});

describe('a trace', () => {
  it('keeps types, frames and causes, and no message', () => {
    const stack = [
      `TypeError [ERR_X]: ${CANARY}`,
      `${CANARY} at f (/app/a.js:1:2)`,
      '    at f (/app/a.js:1:2)\r',
      '    ... 4 lines matching cause stack trace ...',
      `    at ${CANARY} {`,
      `  code: '${CANARY}',`,
      `  [cause]: RangeError: ${CANARY}`,
      '      at g (/app/b.js:3:4) {',
      '      at g (/app/b.js:3:4)',
      `    [cause]: ${CANARY}`,
      `caused by: SyntaxError: ${CANARY}`,
      '\tat h (/app/c.js:5:6)',
      '}',
    ].join('\n');
    const kept = [
      'TypeError',
      '    at f (/app/a.js:1:2)',
      '    ... 4 lines matching cause stack trace ...',
      '  [cause]: RangeError',
      '    at g (/app/b.js:3:4)',
      '  [cause]: Error',
      '  [cause]: SyntaxError',
      '    at h (/app/c.js:5:6)',
    ].join('\n');
    expect(written(stack)).toBe(kept);
    expect(written(kept)).toBe(kept);
  });

  it.each([
    ['Ada: x', 'Error'],
    [CANARY, 'Error'],
    ['Uncaught TypeError: x', 'Error'],
    ['Hunter2Error: x', 'Error'],
    ['TypeErrors: x', 'Error'],
    ['DOMException [AbortError]: x', 'DOMException'],
    ['AggregateError', 'AggregateError'],
  ])('that begins with %s is one of %s', (head, type) => {
    expect(written(`${head}\n    at /app/a.js:1:2`)).toBe(`${type}\n    at /app/a.js:1:2`);
  });

  it('of a real error keeps each frame that has a file', () => {
    const { stack = '' } = new Error(`${CANARY}\n    at ${CANARY} (${CANARY}:1:1)`, {
      cause: new TypeError(CANARY),
    });
    expect(written(stack)).toMatch(/^Error\n {4}at .*stack\.test\.ts:\d+:\d+\)?\n/);
    expect(written(stack)).not.toContain(CANARY);
  });

  it.each([
    ['TypeError: x'],
    [''],
    [17],
    [{ stack: 'Error\n    at /app/a.js:1:2' }],
    ['at /app/a.js:1:2'],
    ['Error\n' + '    at /app/a.js:1:2\n'.repeat(1000)],
  ])('is removed where there is no frame, or too much: %#', (value) => {
    expect(written(value)).toBeUndefined();
  });

  it('loses the frames in which a detector finds something', () => {
    const frame = '    at f (/app/a.js:1:2)';
    const forged = `Error: x\n    at f (/app/SECRET/a.js:1:2)\n${frame}`;
    expect(stackOf(forged).join()).toContain('SECRET');
    expect(written(forged)).toBe(`Error\n${frame}`);
    expect(written(forged.replace(frame, ''))).toBeUndefined();
  });

  it('lets no text out by a message that forges frames, and changes nothing when it is redacted again', () => {
    const piece = fc.constantFrom(
      '    at ',
      'at ',
      '\n',
      '\r\n',
      ' (',
      ')',
      CANARY,
      '/',
      '\\',
      ':1:2',
      '.js',
      '/app/a.js:1:2',
      '/home/',
      '~',
      'file://',
      'C:',
      'node:',
      '[cause]: ',
      'caused by: ',
      'Error',
      'async ',
      '<anonymous>',
      '*',
      '?',
      '@',
      '..',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const once = stackOf(pieces.join(''));
        expect(stackOf(once.join('\n'))).toEqual(once);
        for (const line of once) {
          expect(line).toMatch(
            /^(?:[A-Za-z]+| {2}\[cause\]: [A-Za-z]+| {4}\.\.\. \d+ lines matching cause stack trace \.\.\.| {4}at [ -~]+:\d+:\d+\)?)$/,
          );
          if (line.includes(CANARY))
            expect(line).toMatch(new RegExp(`^ {4}at .*/[^ ]*${CANARY}[^ ]*:\\d+:\\d+\\)?$`));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('takes time in proportion to its length', () => {
    const began = performance.now();
    for (const text of [
      '    at ',
      '    at f (',
      ' (',
      ')',
      '/',
      '.js',
      'a',
      ':1',
      '\n',
      '[cause]: ',
      'Error',
      '1',
      'async ',
      '/home',
      ' ',
      '.',
    ]) {
      for (const before of ['', '    at ', '    at f (/', 'Error\n    at /'])
        stackOf(before + text.repeat(500_000 / text.length) + '.js:1:2)');
    }
    expect(performance.now() - began).toBeLessThan(10_000);
  }, 60_000);
});
