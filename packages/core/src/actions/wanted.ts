/** What rules want of a value, in words: for who asks why one was removed. */
import type {
  GeneralizeRule,
  KeepNumber,
  KeepRule,
  KeepString,
  MaskRule,
  ParseRule,
  Rule,
} from '../policy/policy.js';

/** What a value is to a rule. */
export type Kind = 'string' | 'number' | 'boolean' | 'array' | 'plain' | 'object';

/** The kinds that a rule looks at any further, and what it lets out of them. */
export interface Wanted {
  readonly kinds: readonly Kind[];
  readonly text: string;
}

/** What the rule wants. */
export function wantedBy(rule: Rule): Wanted {
  if ('keep' in rule) return ofKeep(rule);
  if ('mask' in rule) return ofMask(rule);
  if ('generalize' in rule) return ofGeneralize(rule);
  if ('parse' in rule) return ofParse(rule);
  if ('pseudonymize' in rule) return wanted('a string or a number', 'string', 'number');
  if ('truncate' in rule) return wanted('a string', 'string');
  if ('map' in rule) return wanted('a plain object', 'plain');
  if ('encrypt' in rule)
    return { kinds: JSON_KINDS, text: 'a string, a number, a boolean, an array or a plain object' };
  return wanted('nothing');
}

const JSON_KINDS: readonly Kind[] = ['string', 'number', 'boolean', 'array', 'plain'];

function wanted(text: string, ...kinds: readonly Kind[]): Wanted {
  return { kinds, text };
}

function ofKeep(rule: KeepRule): Wanted {
  switch (rule.keep) {
    case 'number':
    case 'integer':
      return wanted(`${rule.keep === 'number' ? 'a number' : 'an integer'}${rangeOf(rule)}`, 'number');
    case 'string':
      return wanted(stringOf(rule), 'string');
    case 'token':
      return wanted('a token (letters, digits and . _ : / -) or an integer', 'string', 'number');
    case 'timestamp':
      return wanted('a point in time (as 2026-11-22T04:05:06Z, or a number)', 'string', 'number');
    case 'error':
      return wanted('an error', 'plain', 'object');
    case 'uuid':
      return wanted('a UUID', 'string');
    case 'url':
      return wanted('a URL', 'string');
    case 'boolean':
      return wanted('true or false', 'boolean');
    case 'pseudonym':
      return wanted('a pseudonym', 'string');
  }
}

function rangeOf({ min, max }: KeepNumber): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

function stringOf(rule: KeepString): string {
  if (rule.enum !== undefined) return 'one of the strings of its enum';
  return rule.pattern === undefined ? 'a string' : 'a string that its pattern matches';
}

function ofMask({ mask }: MaskRule): Wanted {
  return mask === 'email'
    ? wanted('an e-mail address', 'string')
    : wanted('a string or an integer', 'string', 'number');
}

function ofGeneralize({ generalize }: GeneralizeRule): Wanted {
  if (typeof generalize === 'object') {
    if ('ip' in generalize) return wanted('an IP address', 'string');
    return 'number' in generalize
      ? wanted('a number', 'string', 'number')
      : wanted('a point in time', 'string', 'number');
  }
  return wanted(GENERALIZED[generalize], 'string');
}

const GENERALIZED: Readonly<Record<GeneralizeRule['generalize'] & string, string>> = {
  ip: 'an IP address',
  route: 'a path or a URL',
  email: 'an e-mail address',
  sql: 'an SQL statement',
  stack: 'a stack trace',
};

function ofParse({ parse, encoded }: ParseRule): Wanted {
  return wanted(`a string of ${parse}${encoded === undefined ? '' : ` in ${encoded}`}`, 'string');
}
