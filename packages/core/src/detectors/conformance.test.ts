import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detector } from './detector.js';
import { createTriggerSearch, partsOf, type Trigger } from './triggers.js';
import { DETECTORS } from './registry.js';
import { createScanner } from './scan.js';

const PLACEHOLDERS = DETECTORS.map((detector) => detector.placeholder);

describe('the registry', () => {
  it('has every detector folder once, under its name', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(DETECTORS.map((detector) => detector.id).sort()).toEqual(folders.sort());
  });
});

describe.each(DETECTORS)('$id', (detector) => {
  const scan = createScanner([detector.id]);

  it.each(detector.examples)('makes $redacted of $text', ({ text, redacted }) => {
    expect(scan(text).text).toBe(redacted);
    expect(scan(text).findings).toBeGreaterThan(0);
  });

  it.each(detector.counterExamples)('leaves as it is: %s', (text) => {
    expect(scan(text)).toMatchObject({ text, findings: 0 });
  });

  it.each(detector.examples)('gives the same bytes for $redacted again', ({ redacted }) => {
    expect(scan(redacted)).toMatchObject({ text: redacted, findings: 0 });
  });

  it('finds nothing in any placeholder, alone or in a sentence', () => {
    for (const placeholder of PLACEHOLDERS) {
      for (const text of [
        placeholder,
        `${placeholder}${placeholder}`,
        `for ${placeholder}, then ${placeholder}.`,
      ]) {
        expect(detector.find(text)).toEqual([]);
      }
    }
  });

  it('returns findings in order that do not overlap', () => {
    const text = detector.examples.map((example) => example.text).join('\n\n');
    const findings = detector.find(text);
    expect(findings.length).toBeGreaterThan(0);
    for (const [index, finding] of findings.entries()) {
      expect(finding.detector).toBe(detector.id);
      expect(finding.start).toBeGreaterThanOrEqual(findings[index - 1]?.end ?? 0);
      expect(finding.end).toBeGreaterThan(finding.start);
      expect(finding.end).toBeLessThanOrEqual(text.length);
    }
  });

  it('states a confidence for each finding, and has an example of each', () => {
    const found = detector.examples.flatMap(({ text }) => detector.find(text));
    const stated = [...new Set(found.map(({ confidence }) => confidence))].sort((a, b) => b - a);
    expect(stated).toEqual(detector.confidence);
  });

  it('finds nothing in texts that its triggers keep from it', () => {
    const mayFind = gateOf(detector);
    for (const { text } of detector.examples) {
      if (detector.find(text).length > 0) expect(mayFind(text)).toBe(true);
    }
    const samples = DETECTORS.flatMap((one) => [
      ...one.examples.map((example) => example.text),
      ...one.counterExamples,
    ]);
    const pieces = [...samples, ...samples.flatMap((sample) => sample.split(/\b/))];
    const cut = fc.tuple(
      fc.constantFrom(...samples),
      fc.nat(60),
      fc.nat(3),
      fc.constantFrom(...'', ...'0aF:.-@ ='),
    );
    const texts = fc.oneof(
      fc.constantFrom(...samples),
      cut.map(([sample, at, length, put]) => sample.slice(0, at) + put + sample.slice(at + length)),
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...detector.triggers), (sample, missing) => {
        const isGated = (text: string) => mayFind(text) || detector.find(text).length === 0;
        return isGated(sample) && isGated(strip(sample, missing));
      }),
      { numRuns: 1500 },
    );
  });

  it('is documented', () => {
    expect(detector.id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(detector.placeholder).toMatch(/^\[[a-z][a-z0-9-]*\]$/);
    expect(detector.description).toMatch(/\.$/);
    expect(detector.source).not.toBe('');
    expect(detector.examples.length).toBeGreaterThan(3);
    expect(detector.counterExamples.length).toBeGreaterThan(3);
  });
});

/** True for the texts that a scan lets the detector read. */
function gateOf({ triggers }: Detector): (text: string) => boolean {
  const search = createTriggerSearch(triggers);
  return (text) => {
    const traits = search.traitsOf(text);
    return triggers.every((group) => (traits & search.traitOf(group)) !== 0);
  };
}

/** Takes one trigger after the other out of the text until none is left. */
function strip(text: string, triggers: readonly Trigger[]): string {
  let stripped = text;
  for (const trigger of triggers) {
    const pattern = new RegExp(
      partsOf(trigger)
        .map((part) => part.source)
        .join(''),
      'i',
    );
    stripped = stripped.split(pattern).join('');
  }
  return stripped;
}
