import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConversationRedactor } from './conversation/conversation.js';
import { DETECTORS } from './detectors/registry.js';
import { compilePolicy } from './policy/compile/compile.js';
import { PolicyError } from './policy/issue.js';
import { parsePolicy } from './policy/parse.js';
import type { PolicyDocument } from './policy/policy.js';
import { createRedactor } from './redactor.js';

const SAID = 'from 203.0.113.7 call +44 20 7946 0958 card 4111111111111111';

const LAX: PolicyDocument = {
  logsieve: 1,
  message: 'scan',
  confidence: 0.8,
  fields: {
    note: { keep: 'string' },
    sure: { keep: 'string', confidence: 1 },
    strict: { keep: 'string', confidence: 0 },
    cut: { truncate: { max: 200 } },
    url: { keep: 'url', query: ['q'] },
  },
};

function open(document: PolicyDocument, profile?: string) {
  return createRedactor(compilePolicy(parsePolicy(document), { profile }));
}

function through(redactor: ReturnType<typeof open>, engine: 'wasm' | 'js', lines: string): string {
  const stream = redactor.lines({ engine });
  return new TextDecoder().decode(stream.push(new TextEncoder().encode(lines)));
}

const samples = DETECTORS.flatMap(({ examples, counterExamples }) => [
  ...examples.map(({ text }) => text),
  ...counterExamples,
]);

describe('a confidence', () => {
  it('gives the same bytes in process, by line, in both line engines, and again', () => {
    const redactor = open(LAX);
    const text = fc.array(fc.constantFrom(...samples), { maxLength: 3 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, (said) => {
        const record = { level: 30, note: said, sure: said, strict: said, cut: said, msg: said };
        const line = redactor.stringify(record);
        expect(redactor.redactLine(JSON.stringify(record))).toBe(line);
        for (const engine of ['wasm', 'js'] as const) {
          expect(through(redactor, engine, `${JSON.stringify(record)}\n`)).toBe(`${line}\n`);
          expect(through(redactor, engine, `${line}\n`)).toBe(`${line}\n`);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('holds for texts and query values', () => {
    const redactor = open(LAX);
    expect(redactor.redactText(SAID)).toBe('from 203.0.113.7 call [phone] card [card]');
    expect(redactor.redact({ url: '/x?q=203.0.113.7' })).toEqual({ url: '/x?q=203.0.113.7' });
    expect(open({ ...LAX, confidence: 0 }).redact({ url: '/x?q=203.0.113.7' })).toEqual({
      url: '/x?q=%5Bipv4%5D',
    });
  });

  it('holds for conversations, in turns and in streams', () => {
    const conversation = createConversationRedactor({ confidence: 0.8 });
    expect(conversation.turn({ role: 'user', content: SAID })['content']).toBe(
      'from 203.0.113.7 call [phone] card [card]',
    );
    const stream = createConversationRedactor({ confidence: 1 }).stream();
    expect(stream.push(SAID) + stream.end()).toBe('from 203.0.113.7 call +44 20 7946 0958 card [card]');
    for (const confidence of [-1, 2, Number.NaN, '1'])
      expect(() => createConversationRedactor({ confidence: confidence as number })).toThrow(/0 to 1/);
  });

  it('of 0 says the same as none, down to the hash', () => {
    const none = { ...LAX };
    delete (none as { confidence?: number }).confidence;
    expect(parsePolicy({ ...none, confidence: 0 }).hash).toBe(parsePolicy(none).hash);
    expect(parsePolicy(LAX).hash).not.toBe(parsePolicy(none).hash);
  });

  it.each([-0.1, 1.1, Number.NaN, '0.8', null])('of %s is refused', (confidence) => {
    const wrong = confidence as number;
    expect(() => parsePolicy({ logsieve: 1, confidence: wrong })).toThrow(PolicyError);
    const fields = { a: { keep: 'string', confidence: wrong } } as const;
    expect(() => parsePolicy({ logsieve: 1, fields })).toThrow(PolicyError);
  });

  it('that is lowered is put to what bindings had come out before', () => {
    const redactor = open(LAX);
    const bound = redactor.bind({ note: SAID, sure: SAID });
    redactor.replacePolicy(compilePolicy(parsePolicy({ ...LAX, confidence: 0 })));
    expect(redactor.redact({}, { bindings: bound })).toEqual({
      note: 'from [ipv4] call [phone] card [card]',
      sure: 'from 203.0.113.7 call +44 20 7946 0958 card [card]',
    });
  });

  it('of a profile that is lower is put to what bindings had come out before', () => {
    const lax = { ...LAX, profiles: { out: { confidence: 0.8 } } };
    const strict = { ...LAX, profiles: { out: { confidence: 0.5 } } };
    const redactor = open(lax, 'out');
    const bound = redactor.bind({ note: SAID });
    redactor.replacePolicy(compilePolicy(parsePolicy(strict), { profile: 'out' }));
    expect(redactor.redact({}, { bindings: bound })).toEqual({
      note: 'from [ipv4] call [phone] card [card]',
    });
  });

  it('does not let out a message that a lower one before did not', () => {
    const redactor = open(LAX);
    expect(redactor.redact({ msg: SAID })['msg']).toContain('203.0.113.7');
    redactor.replacePolicy(compilePolicy(parsePolicy({ ...LAX, confidence: 0.5 })));
    expect(redactor.redact({ msg: SAID })['msg']).toBe('from [ipv4] call [phone] card [card]');
  });
});
