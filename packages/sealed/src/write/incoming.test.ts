import { openRedactor } from '@logsieve/core/node';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createIncoming } from './incoming.js';

const policy = { logsieve: 1, fields: { n: { keep: 'integer' }, text: { keep: 'string' } } } as const;
const incoming = createIncoming(openRedactor({ policy }));
const asText = (line: Buffer | string) => line.toString();

const line = fc.oneof(
  fc.record({ n: fc.anything(), text: fc.string(), secret: fc.string() }).map((each) => JSON.stringify(each)),
  fc.constantFrom(
    '',
    '\r',
    ' ',
    'no JSON',
    '{"n":1}\r',
    '{"n":1,"n":"x"}',
    '{"text":"a@b.example"}',
    '[1]',
    '{',
  ),
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\n')),
);

it('gives the same of bytes as of text, line by line', () => {
  const several = fc.array(line, { maxLength: 12 });
  fc.assert(
    fc.property(several, fc.boolean(), (lines, isEnded) => {
      const bytes = Buffer.from(lines.join('\n') + (isEnded ? '\n' : ''));
      expect(incoming(bytes).map(asText)).toEqual(incoming(bytes.toString()).map(asText));
    }),
    { numRuns: 500 },
  );
});

it('gives memory of its own', () => {
  const bytes = Buffer.from('{"n":1,"secret":"x"}\n{"n":2}\n{"n":3}');
  const first = incoming(bytes);
  bytes.fill(0);
  incoming(Buffer.from('{"n":4}\n{"n":5}\n{"n":6}\n'));
  expect(first.map(asText)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
});

it('takes lines as they are where they were redacted before', () => {
  expect(createIncoming(undefined)(Buffer.from('\n{"a":1}\n\nx')).map(asText)).toEqual(['{"a":1}', 'x']);
});
