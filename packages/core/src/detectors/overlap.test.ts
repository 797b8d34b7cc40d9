import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeOverlaps } from './overlap.js';

const finding = (detector: string, start: number, end: number, confidence = 1) => ({
  detector,
  start,
  end,
  confidence,
});

describe('mergeOverlaps', () => {
  it('spans all that overlaps and names it after the longest', () => {
    expect(mergeOverlaps([finding('a', 0, 4), finding('b', 2, 9), finding('c', 8, 10)])).toEqual([
      finding('b', 0, 10),
    ]);
  });

  it('names equally long findings after the earliest, then after the first given', () => {
    expect(mergeOverlaps([finding('b', 2, 6), finding('a', 0, 4)])).toEqual([finding('a', 0, 6)]);
    expect(mergeOverlaps([finding('b', 0, 4), finding('a', 0, 4)])).toEqual([finding('b', 0, 4)]);
  });

  it('is as sure of what overlaps as of the surest', () => {
    expect(mergeOverlaps([finding('a', 0, 9, 0.5), finding('b', 2, 4, 1), finding('c', 8, 10, 0.8)])).toEqual(
      [finding('a', 0, 10, 1)],
    );
  });

  it('keeps findings apart that only touch', () => {
    const findings = [finding('a', 0, 4), finding('b', 4, 6)];
    expect(mergeOverlaps(findings)).toEqual(findings);
  });

  it('leaves out empty findings', () => {
    expect(mergeOverlaps([finding('a', 3, 3)])).toEqual([]);
    expect(mergeOverlaps([finding('a', 3, 3), finding('b', 1, 5)])).toEqual([finding('b', 1, 5)]);
  });

  it('covers exactly what the findings cover, in order and without overlaps', () => {
    const span = fc
      .tuple(fc.nat(40), fc.integer({ min: 1, max: 9 }))
      .map(([start, length]) => finding('x', start, start + length));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (findings) => {
        const merged = mergeOverlaps(findings);
        const covers = (all: readonly { start: number; end: number }[], at: number) =>
          all.some((one) => one.start <= at && at < one.end);
        for (let at = 0; at < 50; at++) expect(covers(merged, at)).toBe(covers(findings, at));
        for (const [index, one] of merged.entries())
          expect(one.start).toBeGreaterThanOrEqual(merged[index - 1]?.end ?? 0);
      }),
    );
  });
});
