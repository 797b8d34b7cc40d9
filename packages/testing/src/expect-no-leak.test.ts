import { AssertionError } from 'node:assert';
import { describe, expect, it } from 'vitest';
import { expectNoLeak } from './expect-no-leak.js';
import { plant } from './plant/plant.js';
import './vitest.js';

const { planted, canaries } = plant({ user: { email: 'ada@example.com', note: 'some text' } });
const text = `{"a":1}\n${JSON.stringify(planted)}\n`;
const thrown = (work: () => void) => {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  return undefined;
};

describe('expectNoLeak', () => {
  it('passes where none is', () => {
    expectNoLeak('{"a":1}', canaries);
    expectNoLeak({ a: 1 }, canaries);
    expectNoLeak([Buffer.from('a')], ['some text']);
  });

  it('says which canary, how and where, and shows no text at all', () => {
    const error = thrown(() => {
      expectNoLeak(`${text}${encodeURIComponent(planted.user.email)}`, canaries);
    });
    expect(error).toBeInstanceOf(AssertionError);
    expect(error?.message.split('\n')).toEqual([
      'canaries came out, in 3 ways:',
      '  user.email (email): plain, at line 2, byte 19',
      expect.stringMatching(/^ {2}user\.note \(text\): plain, at line 2, byte \d+$/),
      '  user.email (email): percent, at line 3, byte 1',
    ]);
    const all = JSON.stringify(error) + String(error?.stack);
    for (const canary of canaries) expect(all).not.toContain(canary.parts[0]);
  });

  it.each([
    '',
    [[]],
    {},
    Buffer.alloc(0),
    [['']],
    '\n',
    { stdout: '', stderr: '\r\n' },
    [{ msg: undefined }],
  ])('fails where the output is empty, so that it shows nothing: %#', (output) => {
    expect(() => {
      expectNoLeak(output, canaries);
    }).toThrow('the output is empty');
    expectNoLeak(output, canaries, { allowEmpty: true });
  });

  it('refuses canaries that show nothing, without telling them', () => {
    for (const given of [[], undefined, 'text'] as never[]) {
      expect(() => {
        expectNoLeak('x', given);
      }).toThrow(new TypeError('no canaries: pass those that plant() gave, or a list of texts'));
    }
    expect(() => {
      expectNoLeak('x', ['long enough', 'a-b-c']);
    }).toThrow(new TypeError('canary 1 is too short to be told from chance: 6 characters at least'));
    expect(() => {
      expectNoLeak('x', ['123-45-67']);
    }).toThrow('8 characters at least');
  });

  it('refuses what would pass for no reason: a promise of an output, and an option with a typing error', () => {
    expect(() => {
      expectNoLeak(Promise.resolve('x'), canaries, { allowEmpty: true });
    }).toThrow(new TypeError('the output is a promise: await it'));
    expect(() => {
      expectNoLeak('x', canaries, { allowempty: true } as never);
    }).toThrow('did you mean allowEmpty?');
  });
});

describe('toContainNoLeak', () => {
  it('passes and fails as expectNoLeak does', () => {
    expect('{"a":1}').toContainNoLeak(canaries);
    expect(text).not.toContainNoLeak(canaries);
    expect('').toContainNoLeak(canaries, { allowEmpty: true });
    expect(
      thrown(() => {
        expect(text).toContainNoLeak(canaries);
      })?.message,
    ).toContain('user.email (email): plain, at line 2, byte 19');
    expect(
      thrown(() => {
        expect('x').not.toContainNoLeak(canaries);
      })?.message,
    ).toBe('expected a leak of 2 canaries, and found none');
  });

  it('fails where a leak is expected of an empty output', () => {
    const error = thrown(() => {
      expect('').not.toContainNoLeak(canaries);
    });
    expect(error?.message).toContain('the output is empty');
  });
});
