import * as v from 'valibot';
import type { DocumentPath, SourceDocument } from '../document.js';
import type { Report } from '../issue.js';
import { nestedPath } from './nested.js';
import { hintNearest, nearestName } from './nearest.js';
import { documentSchema } from './schema.js';
import { splitHint } from './wrong.js';
import { actionNamed } from './wrong-rule.js';

/** True for a path that has a fault at it, above it or below it, so that nothing more is made of it. */
export type IsFaulty = (path: DocumentPath) => boolean;

/** Holds a document against a schema, that of policies by default; reports each fault by itself. */
export function checkShape(
  document: SourceDocument,
  report: Report,
  schema: v.GenericSchema = documentSchema,
): IsFaulty {
  const { issues = [] } = v.safeParse(schema, document.value);
  const faulty = issues.map((issue) => {
    const path = pathOf(issue);
    const { code, message, hint } = describe(issue);
    report({ code, message, hint, path, source: document.source, position: document.positionOf(path) });
    return path;
  });
  // A fault above counts too: below what is no object there is nothing to read.
  return (path) =>
    faulty.some((at) => at.every((segment, index) => index >= path.length || path[index] === segment));
}

function pathOf(issue: v.BaseIssue<unknown>): DocumentPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

function describe(issue: v.BaseIssue<unknown>) {
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = Array.isArray(issue.requirement) ? issue.requirement.map(String) : [];
    return {
      code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY',
      message: 'the property is unknown',
      hint: hintUnknown(issue, known),
    } as const;
  }
  // The schema's own messages bring their hint along.
  const { fact, hint } = issue.message.startsWith('Invalid ')
    ? { fact: factOf(issue), hint: undefined }
    : splitHint(issue.message);
  const message = fact.startsWith('the ') ? fact : `the value ${fact}`;
  return { code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', message, hint: hint ?? hintOf(issue) } as const;
}

function hintUnknown(issue: v.BaseIssue<unknown>, known: readonly string[]): string {
  const nested = nestedPath(pathOf(issue), issue.path?.at(-1)?.value);
  if (nested !== undefined) return `nested objects are written as paths: ${JSON.stringify(nested)}`;
  const name = String(issue.input);
  const action = actionNamed(name);
  if (action !== undefined && known.includes(action)) return `did you mean ${JSON.stringify(action)}?`;
  return hintNearest(name, known);
}

/** What is wrong, in words. */
function factOf(issue: v.BaseIssue<unknown>): string {
  const expected = (issue.expected ?? '').replaceAll(/[()]/g, '').replaceAll(' | ', ', ');
  switch (issue.type) {
    case 'strict_object':
    case 'record':
    case 'loose_object':
      if (issue.expected !== 'Object') return `the property ${expected} is missing`;
      return 'the value must be an object';
    case 'string':
    case 'number':
    case 'boolean':
    case 'array':
      return `the value must be ${issue.type === 'array' ? 'an' : 'a'} ${issue.type}`;
    case 'picklist':
    case 'literal':
      return issue.expected?.includes(' | ')
        ? `the value must be one of ${expected}`
        : `the value must be ${expected}`;
    case 'safe_integer':
      return 'the value must be a whole number';
    case 'min_value':
      return `the value must be at least ${String(issue.requirement)}`;
    case 'max_value':
      return `the value must be at most ${String(issue.requirement)}`;
    case 'min_length':
      return 'the value must not be empty';
    case 'max_length':
      return `the value must not be longer than ${String(issue.requirement)}`;
    default:
      return 'the value is not understood';
  }
}

function hintOf(issue: v.BaseIssue<unknown>): string {
  if (typeof issue.input === 'string') {
    if (issue.type === 'number' || issue.type === 'boolean') return 'write it without quotes';
    const names = [...(issue.expected ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
    const nearest = nearestName(issue.input, names);
    if (nearest !== undefined) return `did you mean ${JSON.stringify(nearest)}?`;
  }
  if (issue.input === undefined) return 'add it';
  const page = pathOf(issue).slice(0, -1).includes('fields') ? 'docs/actions.md' : 'docs/policy.md';
  return `change it, or see ${page} for what may stand here`;
}
