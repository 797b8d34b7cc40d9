import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate } from './gate.js';
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
    expect(scan(text)).toEqual({ text, findings: 0 });
  });

  it.each(detector.examples)('gives the same bytes for $redacted again', ({ redacted }) => {
    expect(scan(redacted)).toEqual({ text: redacted, findings: 0 });
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

  it('finds nothing in texts without one of its triggers', () => {
    const gate = createGate(detector.triggers);
    for (const { text } of DETECTORS.flatMap((one) => one.examples)) {
      if (detector.find(text).length > 0) expect(gate(text)).toBe(true);
    }
    const samples = DETECTORS.flatMap((one) => [
      ...one.examples.map((example) => example.text),
      ...one.counterExamples,
    ]);
    const withoutTriggers = fc
      .constantFrom(...samples)
      .map((sample) => stripTriggers(sample, detector.triggers));
    fc.assert(fc.property(withoutTriggers, (text) => gate(text) || detector.find(text).length === 0));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...samples.flatMap((sample) => sample.split(/\b/))), { maxLength: 12 }),
        (parts) => {
          const text = stripTriggers(parts.join(''), detector.triggers);
          return gate(text) || detector.find(text).length === 0;
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('has triggers that a gate can be made of: characters that are no letters, and words', () => {
    expect(detector.triggers.length).toBeGreaterThan(0);
    for (const trigger of detector.triggers) expect(trigger).toMatch(/^(?:[^A-Za-z\s]|.{2,})$/);
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

/** Takes one trigger after the other out of the text until none is left. */
function stripTriggers(text: string, triggers: readonly string[]): string {
  let stripped = text;
  for (const trigger of triggers)
    stripped = stripped.split(new RegExp(trigger.replace(/\W/g, '\\$&'), 'i')).join('');
  return stripped;
}
