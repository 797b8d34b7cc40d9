import type { Finding } from './detector.js';

/**
 * Merges findings that overlap, so that nothing any of them covers stays in the text. A merged finding spans them
 * all, is as sure as the surest of them, and has the detector of the longest; of equally long ones the earliest, then
 * the first in the input.
 * Findings that only touch stay apart; empty ones are left out. The result is in order.
 */
export function mergeOverlaps(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings.filter(isSpan);
  // Sorting is stable: what is equal stays in input order.
  const sorted = findings.filter(isSpan).sort((a, b) => a.start - b.start);
  const merged: Finding[] = [];
  let group: Group | undefined;
  for (const finding of sorted) {
    if (group === undefined || finding.start >= group.end) {
      if (group !== undefined) merged.push(toFinding(group));
      group = { start: finding.start, end: finding.end, longest: finding, confidence: finding.confidence };
      continue;
    }
    group.end = Math.max(group.end, finding.end);
    group.confidence = Math.max(group.confidence, finding.confidence);
    if (length(finding) > length(group.longest)) group.longest = finding;
  }
  if (group !== undefined) merged.push(toFinding(group));
  return merged;
}

/** Findings that overlap. */
interface Group {
  readonly start: number;
  end: number;
  longest: Finding;
  confidence: number;
}

function toFinding({ start, end, longest, confidence }: Group): Finding {
  return { detector: longest.detector, start, end, confidence };
}

function isSpan(finding: Finding): boolean {
  return finding.end > finding.start;
}

function length(finding: Finding): number {
  return finding.end - finding.start;
}
