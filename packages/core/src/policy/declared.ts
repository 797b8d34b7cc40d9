import type { ErrorCode } from '../errors.js';
import type { Report } from './issue.js';
import type { Cell } from './merge/cell.js';
import type { Extended } from './merge/extend.js';
import type { MessageSetting, Origin, PolicyRule, Rule } from './policy.js';
import { hintNearest } from './schema/nearest.js';

/** What rules refer to by name, and where policies declare it. */
const KINDS = {
  keys: { code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_KEY', what: 'the key ring' },
  recipients: { code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_RECIPIENTS', what: 'the list of recipients' },
} as const satisfies Readonly<Record<string, { code: ErrorCode; what: string }>>;

/** Longer names are not quoted: they may be keys, put where a name is to be. */
const LONGEST_NAME = 32;

/** Every key ring and every list of recipients that a rule names has to be declared. */
export function checkDeclared(rules: readonly PolicyRule[], extended: Extended, report: Report): void {
  for (const { rule, origin } of rules) {
    const reference = referenceOf(rule);
    if (reference !== undefined) checkReference(reference, origin, extended, report);
  }
}

/** So has the key ring for messages that a catalog does not have. */
export function checkDeclaredMessage(
  message: Cell<MessageSetting> | undefined,
  extended: Extended,
  report: Report,
): void {
  if (message === undefined || typeof message.value === 'string') return;
  const name = message.value.unknown?.pseudonymize.key;
  if (name === undefined) return;
  const reference: Reference = { kind: 'keys', name, path: ['unknown', 'pseudonymize', 'key'] };
  checkReference(reference, message.origin, extended, report);
}

function checkReference(
  { kind, name, path }: Reference,
  origin: Origin,
  extended: Extended,
  report: Report,
): void {
  const declared = declaredNames(kind, extended);
  if (declared.includes(name)) return;
  const at = [...origin.path, ...path];
  // The document itself can be asked for the very place; of an inherited rule its start is known.
  const place = origin.source === extended.owner.source ? extended.originOf(at) : { ...origin, path: at };
  report({
    ...place,
    code: KINDS[kind].code,
    message: `${KINDS[kind].what} ${name.length > LONGEST_NAME ? 'of that name' : JSON.stringify(name)} is not declared`,
    hint: declared.length === 0 ? `declare it under "${kind}"` : hintNearest(name, declared),
  });
}

/** Those with a fault of their own too: that is reported already. */
function declaredNames(kind: keyof typeof KINDS, { layer, isFaulty, content }: Extended): readonly string[] {
  const written = isFaulty([kind]) ? Object.keys(content[kind] ?? {}) : [];
  return [...layer[kind].keys(), ...written];
}

interface Reference {
  readonly kind: keyof typeof KINDS;
  readonly name: string;
  /** Below the rule. */
  readonly path: readonly string[];
}

function referenceOf(rule: Rule): Reference | undefined {
  if ('pseudonymize' in rule)
    return { kind: 'keys', name: rule.pseudonymize.key, path: ['pseudonymize', 'key'] };
  if ('encrypt' in rule) return { kind: 'recipients', name: rule.encrypt.to, path: ['encrypt', 'to'] };
  if (!('map' in rule)) return undefined;
  const reference = referenceOf(rule.map.value);
  return reference && { ...reference, path: ['map', 'value', ...reference.path] };
}
