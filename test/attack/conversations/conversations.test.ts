import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createConversationRedactor } from '@logsieve/core';
import { describe, expect, it } from 'vitest';
import { createRandom, mixSeed } from '../random.js';
import { repeat } from './forms.js';
import { leakOf } from './leaks.js';
import { runConversations } from './run.js';
import { say, tool } from './shapes.js';
import { tell } from './values.js';

/** Another seed attacks with other conversations: `ATTACK_SEED=7 npm run unit -- test/attack`. */
const seed = Number(process.env['ATTACK_SEED'] ?? 1);
const randoms = Array.from({ length: 200 }, (_, at) => createRandom(mixSeed(seed, 7, at)));

describe('hostile conversations', () => {
  it('let out nothing that was told in them, whatever the form and the way', async () => {
    const { faults, messages } = await runConversations({ seed, from: 0, cases: 60 });
    expect(faults).toEqual([]);
    expect(messages).toBeGreaterThan(500);
  });

  it('are attacked with values that detectors find by themselves', () => {
    const missed = randoms.filter((random) => {
      const { value, text } = tell(random);
      return (
        leakOf(value, createConversationRedactor().redact([{ role: 'user', content: text }])) !== 'nothing'
      );
    });
    expect(missed).toHaveLength(0);
  });

  it('are searched for every form in which a value is repeated', () => {
    for (const random of randoms) {
      const { value } = tell(random);
      const pieces = repeat(value, random);
      const whole = pieces.join('');
      const places = [say('user', pieces, random), [tool({ [whole]: 1 }, random)], [tool([[whole]], random)]];
      for (const messages of places) expect(leakOf(value, messages)).not.toBe('nothing');
    }
  });
});

describe('a stream', () => {
  it('lets out nothing that is told in it, in chunks of any size', () => {
    for (const random of randoms.slice(0, 9)) {
      const { value, text } = tell(random);
      const said = `So it is this: ${text}\nAnd nothing else.`;
      for (let size = 1; size <= said.length; size++) {
        const stream = createConversationRedactor().stream();
        let out = '';
        for (let at = 0; at < said.length; at += size) out += stream.push(said.slice(at, at + size));
        expect(leakOf(value, [out + stream.end()])).toBe('nothing');
      }
    }
  });

  it.each([
    ['words', 'The quick brown fox jumps over the lazy dog. '],
    ['what has no end', 'x1-'],
    ['values', 'mail ada@example.com, card 4111 1111 1111 1111, password: Hunter-2024\n'],
    ['one value that has no end', 'eyJhbGciOiJIUzI1NiJ9'],
  ])('holds no more of a long text than of a short one: %s', (_, unit) => {
    const chunk = unit.repeat(Math.ceil(2_000 / unit.length));
    const stream = createConversationRedactor().stream();
    const push = (times: number) => {
      for (let time = 0; time < times; time++) stream.push(chunk);
      return heapUsed();
    };
    const short = push(40);
    // What is said meanwhile is four times as much as may be more in use.
    expect(push(400) - short).toBeLessThan(200_000);
  });
});

/** Bytes that are in use after garbage was collected. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
