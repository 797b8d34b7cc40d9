import { RE2JS } from 're2js';
import { escapeText } from '../../json/json-text.js';
import type { KeepString } from '../../policy/policy.js';
import { type Action, type ActionContext, leafOfText, type RuleFault, type TextLeaf } from '../action.js';

/** Longest free string, in UTF-16 units, where the rule does not say. */
export const DEFAULT_STRING_MAX = 256;

/**
 * `keep: "string"`: a string in one of three forms; anything that is not a string is removed.
 *
 * - with `enum`: exactly one of the strings listed there. No detectors.
 * - with `pattern`: RE2 syntax, which has no lookaround and no backreferences and runs in linear time. It has to
 *   match the whole string, which is at most `max` UTF-16 units where `max` is given. No detectors.
 * - else free text of at most `max` UTF-16 units (default 256): the policy's detectors replace what they find and are
 *   sure enough of: `confidence`, or that of the policy.
 *
 * A string over the limit is removed, never cut. For free text the limit holds after the detectors too, whose
 * placeholders can be longer than what they stand for. `limits.stringLength` bounds every form but `enum`.
 */
export const keepString: Action<KeepString> = {
  outcome: 'kept',
  check: (rule) => [...checkForms(rule), ...checkPattern(rule.pattern)],
  compile: (rule, context) => leafOfText(compileText(rule, context)),
  compileText,
  narrows: (from, to) => {
    if (to.enum !== undefined) return to.enum.every((entry) => admits(from, entry));
    if (from.enum !== undefined || from.pattern !== to.pattern) return false;
    const none = from.pattern === undefined ? DEFAULT_STRING_MAX : Infinity;
    return (to.max ?? none) <= (from.max ?? none) && isNoLessStrict(from.confidence, to.confidence);
  },
};

function compileText(rule: KeepString, context: ActionContext): TextLeaf {
  if (rule.enum !== undefined) return compileEnum(rule.enum);
  if (rule.pattern !== undefined) return compilePattern(rule.pattern, rule.max, context);
  return compileFree(rule, context);
}

function compileEnum(entries: readonly string[]): TextLeaf {
  const texts = new Map(entries.map((entry) => [entry, escapeText(entry)]));
  return (value) => texts.get(value);
}

function compilePattern(pattern: string, max = Infinity, { limits }: ActionContext): TextLeaf {
  const { matcher } = readPattern(pattern);
  const most = Math.min(max, limits.stringLength);
  return (value) =>
    value.length <= most && matcher?.matches(value) === true ? escapeText(value) : undefined;
}

function compileFree(
  { max = DEFAULT_STRING_MAX, confidence }: KeepString,
  { limits, scanText }: ActionContext,
): TextLeaf {
  const most = Math.min(max, limits.stringLength);
  // The limit holds after the detectors too: else the same rule would remove its own output, and redacting twice
  // would differ from redacting once.
  return (value, run) => (value.length <= most ? scanText(value, run, most, confidence) : undefined);
}

/** Of a rule that says none nobody knows it here: what the policy says may be looser, or stricter. */
function isNoLessStrict(from: number | undefined, to: number | undefined): boolean {
  if (to === 0 || from === to) return true;
  return from !== undefined && to !== undefined && to <= from;
}

/** Whether an entry of another rule's enum could come out under this rule. */
function admits(rule: KeepString, entry: string): boolean {
  if (rule.enum !== undefined) return rule.enum.includes(entry);
  if (rule.pattern === undefined) return entry.length <= (rule.max ?? DEFAULT_STRING_MAX);
  return entry.length <= (rule.max ?? Infinity) && readPattern(rule.pattern).matcher?.matches(entry) === true;
}

function checkForms(rule: KeepString): readonly RuleFault[] {
  if (rule.enum !== undefined) {
    const beside = (['pattern', 'max', 'confidence'] as const).filter((name) => rule[name] !== undefined);
    return beside.map((name) => ({
      path: [name],
      message: `${name} stands beside enum`,
      hint: 'the enum alone decides; leave one of them out',
    }));
  }
  if (rule.pattern === undefined || rule.confidence === undefined) return [];
  const hint = 'no detector runs over what a pattern lets out; leave one of them out';
  return [{ path: ['confidence'], message: 'confidence stands beside pattern', hint }];
}

function checkPattern(pattern: string | undefined): readonly RuleFault[] {
  if (pattern === undefined) return [];
  const { fault } = readPattern(pattern);
  if (fault === undefined) return [];
  return [
    {
      code: 'ERR_LOGSIEVE_POLICY_PATTERN',
      path: ['pattern'],
      message: `the pattern is not in RE2 syntax: ${fault}`,
      hint: 'lookaround and backreferences have no linear-time form; write the pattern without them',
    },
  ];
}

function readPattern(pattern: string): { readonly matcher?: RE2JS; readonly fault?: string } {
  try {
    return { matcher: RE2JS.compile(pattern) };
  } catch (error) {
    return {
      fault: error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unknown',
    };
  }
}
