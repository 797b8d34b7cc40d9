import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../detectors/registry.js';
import { createFinder, createScanner } from '../detectors/scan.js';
import { createSpanFinder, joinSpans, replaceSpans } from './spans.js';

const ids = DETECTORS.map((detector) => detector.id);
const find = createSpanFinder(createFinder(ids));
const scan = createScanner(ids);

const samples = DETECTORS.flatMap((one) => [
  ...one.examples.map((example) => example.text),
  ...one.counterExamples,
]);
const fragments = [
  ...samples,
  ...samples.flatMap((sample) => sample.split(/\b/)),
  ...DETECTORS.map((one) => one.placeholder),
  ...'"\'\\{}[]()=:%&<>,; \n',
];
const texts = fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((parts) => parts.join(''));

describe('createSpanFinder', () => {
  it('leaves of a text what the scanner of the same detectors leaves', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(replaceSpans(text, find(text))).toBe(scan(text).text);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives spans in order that do not overlap', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let from = 0;
        for (const { start, end } of find(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('replaces data URLs', () => {
    const text = 'see ![x](data:image/png;base64,iVBORw0KGgo=) and data:text/plain,ada';
    expect(replaceSpans(text, find(text))).toBe('see ![x]([media]) and [media]');
  });

  it('joins what overlaps and keeps apart what touches', () => {
    const span = (start: number, end: number, placeholder: string) => ({ start, end, placeholder });
    expect(joinSpans([span(0, 4, 'a'), span(6, 8, 'b')], [span(3, 7, 'c')])).toEqual([span(0, 8, 'a')]);
    expect(joinSpans([span(0, 4, 'a')], [span(4, 6, 'c')])).toEqual([span(0, 4, 'a'), span(4, 6, 'c')]);
    expect(joinSpans([span(1, 3, 'a')], [span(0, 4, 'c')])).toEqual([span(0, 4, 'c')]);
  });
});
