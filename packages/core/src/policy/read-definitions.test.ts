import { describe, expect, it } from 'vitest';
import { compilePolicy, createRedactor } from '../index.js';
import { formatIssue, PolicyError } from './issue.js';
import { parsePolicy } from './parse.js';
import type { Policy, PolicyDocument } from './policy.js';

const ticket = { pattern: 'TCK-[0-9]{6}' };
const code = { words: ['bluebird'] };

/** Parses `main` among files by name. */
function parse(main: object, files: Readonly<Record<string, object>> = {}): Policy {
  return parsePolicy(JSON.stringify({ logsieve: 1, extends: Object.keys(files), ...main }), {
    resolve: (source) =>
      files[source] === undefined ? undefined : { text: JSON.stringify(files[source]), source },
  });
}

function issuesOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.issues.map((issue) =>
      formatIssue(issue)
        .trim()
        .replace(/^policy:/, ''),
    );
  }
}

const text = (policy: Policy, profile?: string) =>
  createRedactor(compilePolicy(policy, { profile })).redactText('TCK-123456 bluebird a@b.co');

describe('the detectors that a policy defines', () => {
  it('run under default and all, where they are named, and nowhere else', () => {
    expect(text(parse({ define: { ticket, code } }))).toBe('[ticket] [code] [email]');
    expect(text(parse({ define: { ticket, code }, detectors: ['all'] }))).toBe('[ticket] [code] [email]');
    expect(text(parse({ define: { ticket, code }, detectors: ['code', 'ticket'] }))).toBe(
      '[ticket] [code] a@b.co',
    );
    const files = { team: { logsieve: 1, define: { ticket, code } } };
    expect(text(parse({ detectors: ['secrets', 'code'] }, files))).toBe('TCK-123456 [code] a@b.co');
    expect(text(parse({ detectors: [] }, files))).toBe('TCK-123456 bluebird a@b.co');
  });

  it('come before others, so that of the same text theirs is the placeholder', () => {
    const define = { partner: { pattern: '[a-z]@b\\.co' } };
    const policy = parse({ define });
    expect(policy.detectors[0]).toBe('partner');
    expect(text(policy)).toBe('TCK-123456 bluebird [partner]');
  });

  it('are inherited, also by what does not name any, and replaced by their names', () => {
    const files = { team: { logsieve: 1, define: { ticket }, detectors: ['default'] } };
    expect(text(parse({ define: { code } }, files))).toBe('[ticket] [code] [email]');
    expect(text(parse({ define: { ticket: code } }, files))).toBe('TCK-123456 [ticket] [email]');
  });

  it('disagree where two parents define one name apart', () => {
    const files = (b: object) => ({
      a: { logsieve: 1, define: { own: ticket } },
      b: { logsieve: 1, define: { own: b } },
    });
    expect(issuesOf(() => parse({}, files(ticket)))).toEqual([]);
    expect(issuesOf(() => parse({}, files(code)))).toEqual([
      '1:15 extends: define.own of a and define.own of b disagree; decide define.own in this document [ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT]',
    ]);
    expect(issuesOf(() => parse({ define: { own: code } }, files(code)))).toEqual([]);
  });

  it('can be added by a profile, which takes none away and defines none', () => {
    const policy = parse({
      define: { ticket, code },
      detectors: ['ticket'],
      profiles: { more: { detectors: ['code'] }, fewer: { detectors: [] } },
    });
    expect(text(policy)).toBe('[ticket] bluebird a@b.co');
    expect(text(policy, 'more')).toBe('[ticket] [code] a@b.co');
    expect(text(policy, 'fewer')).toBe('[ticket] bluebird a@b.co');
    expect(issuesOf(() => parse({ profiles: { p: { define: { ticket } } } }))).toHaveLength(1);
  });

  it('change the hash of the policy, each part of them', () => {
    const hash = (define?: PolicyDocument['define']) =>
      parsePolicy(define === undefined ? { logsieve: 1 } : { logsieve: 1, define }).hash;
    const own = [
      undefined,
      { a: ticket },
      { b: ticket },
      { a: code },
      { a: { ...ticket, placeholder: '[b]' } },
      { a: { ...ticket, near: ['x'] } },
      { a: { ...ticket, near: ['y'] } },
      { a: { ...ticket, check: 'luhn' } },
    ] as const;
    expect(new Set(own.map(hash)).size).toBe(own.length);
    expect(hash({})).toBe(hash());
  });

  it('leave their own placeholders alone, and those of others', () => {
    const policy = parse({ define: { ticket, words: { words: ['email', 'ticket', 'words'] } } });
    const redactor = createRedactor(compilePolicy(policy));
    const once = redactor.redactText('TCK-123456 a@b.co words');
    expect(once).toBe('[ticket] [email] [words]');
    expect(redactor.redactText(once)).toBe(once);
  });
});

describe('a definition is refused', () => {
  const DETECTOR = 'ERR_LOGSIEVE_POLICY_DETECTOR';
  it.each([
    [
      '{ "email": { "words": ["x"] } }',
      `1:30 define.email: there is a detector or bundle of this name already; give it another name [${DETECTOR}]`,
    ],
    [
      '{ "default": { "words": ["x"] } }',
      `1:30 define.default: there is a detector or bundle of this name already; give it another name [${DETECTOR}]`,
    ],
    [
      '{ "My_Id": { "words": ["x"], "placeholder": "[x]" } }',
      `1:30 define.My_Id: the name is not that of a detector; write lower-case letters, digits and hyphens: "order-number" [${DETECTOR}]`,
    ],
    [
      '{ "a": { "words": ["x"], "placeholder": "gone" } }',
      `1:53 define.a.placeholder: the placeholder is not one that every detector passes over; write lower-case letters, digits and hyphens in brackets: "[order-number]" [${DETECTOR}]`,
    ],
    [
      '{ "a": { "words": ["x", " - "] } }',
      `1:52 define.a.words[1]: the word is empty; write what the text has, with letters, digits or signs in it [${DETECTOR}]`,
    ],
    [
      '{ "a": { "words": ["x"], "near": ["case number"] } }',
      `1:62 define.a.near[0]: the text is no single word; write one word of Latin letters, without spaces: several stand side by side in the list [${DETECTOR}]`,
    ],
    [
      '{ "a": { "pattern": "TCK-[0-9]+" } }',
      '1:37 define.a.pattern: the pattern cannot be run: + has no bound (at character 10); say how often at most, as {1,20} [ERR_LOGSIEVE_POLICY_PATTERN]',
    ],
    [
      '{ "a": { "pattern": "x", "words": ["x"] } }',
      '1:30 define.a: the value names two things to look for, pattern and words; define two detectors [ERR_LOGSIEVE_POLICY_INVALID_VALUE]',
    ],
    [
      '{ "a": { "near": ["x"] } }',
      '1:30 define.a: the value names nothing to look for; write pattern or words [ERR_LOGSIEVE_POLICY_INVALID_VALUE]',
    ],
    [
      '{ "a": "TCK-[0-9]{6}" }',
      '1:30 define.a: the value must be an object; write { "pattern": "…" } or { "words": ["…"] } [ERR_LOGSIEVE_POLICY_INVALID_VALUE]',
    ],
    [
      '{ "a": { "pattern": "x", "check": "lun" } }',
      '1:53 define.a.check: the value must be one of "luhn", "mod97", "verhoeff", "mod11"; did you mean "luhn"? [ERR_LOGSIEVE_POLICY_INVALID_VALUE]',
    ],
    [
      '{ "a": { "words": ["x"], "check": "luhn" } }',
      '1:53 define.a.check: the property is unknown; known here: words, placeholder, near [ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY]',
    ],
  ])('%s', (define, issue) => {
    expect(issuesOf(() => parsePolicy(`{ "logsieve": 1, "define": ${define} }`))).toEqual([issue]);
  });

  it('where nothing runs it, in the document that defines it', () => {
    const define = { ticket };
    expect(issuesOf(() => parse({ define, detectors: ['email'] }))).toEqual([
      '1:38 define.ticket: nothing runs the detector; name "ticket" under "detectors" [ERR_LOGSIEVE_POLICY_DETECTOR]',
    ]);
    const profiles = { p: { detectors: ['ticket'] } };
    expect(issuesOf(() => parse({ define, detectors: ['email'], profiles }))).toEqual([]);
    expect(issuesOf(() => parse({ detectors: [] }, { team: { logsieve: 1, define } }))).toEqual([]);
  });

  it('and its name is known all the same', () => {
    const policy = { logsieve: 1, define: { ticket: { pattern: 'a*' } }, detectors: ['ticket', 'tickt'] };
    expect(issuesOf(() => parsePolicy(policy as PolicyDocument))).toEqual([
      expect.stringContaining('* has no bound'),
      'policy detectors[1]: there is no detector "tickt"; did you mean "ticket"? [ERR_LOGSIEVE_POLICY_UNKNOWN_DETECTOR]',
    ]);
  });
});
