import { resolveDetectors } from '../../detectors/registry.js';
import type { Cell } from './cell.js';
import type { Issue, Report } from '../issue.js';
import type { Layer, Sheet } from './layer.js';
import type { Limits, MessageSetting, Origin, PolicyRule, Profile, Rule } from '../policy.js';
import { isTighter, isTighterMessage, modeOf, needsGate } from './strength.js';

/** What a profile is held against. */
export interface ProfileBase {
  /** By canonical pattern. */
  readonly rules: ReadonlyMap<string, Cell<PolicyRule>>;
  readonly message: MessageSetting;
  readonly detectors: readonly string[];
  readonly confidence: number;
  /** Ids of the detectors that the policy defines. */
  readonly own: readonly string[];
  readonly limits: Limits;
}

/** The profiles of a merged policy. What would let out more than the policy is reported. */
export function toProfiles(
  profiles: Layer['profiles'],
  base: ProfileBase,
  report: Report,
): Readonly<Record<string, Profile>> {
  return Object.fromEntries(
    [...profiles].map(([name, { sheet, origin }]) => [name, toProfile(sheet, origin, base, report)]),
  );
}

function toProfile(sheet: Sheet, origin: Origin, base: ProfileBase, report: Report): Profile {
  for (const [key, cell] of sheet.rules) checkRule(cell, base.rules.get(key), report);
  const message = sheet.message.get('message');
  if (message !== undefined && !isTighterMessage(base.message, message.value)) {
    report(loosens(message, looserMessage(base.message, message.value), 'leave it out'));
  }
  const limits: Partial<Record<keyof Limits, number>> = {};
  for (const [name, cell] of sheet.limits as ReadonlyMap<keyof Limits, Cell<number>>) {
    limits[name] = cell.value;
    if (cell.value <= base.limits[name]) continue;
    report(
      loosens(cell, `the limit is above the policy's ${base.limits[name]}`, 'lower it, or leave it out'),
    );
  }
  const confidence = sheet.confidence.get('confidence');
  if (confidence !== undefined && confidence.value > base.confidence)
    report(
      loosens(
        confidence,
        `the confidence is above the policy's ${base.confidence}`,
        'lower it, or leave it out',
      ),
    );
  const detectors = sheet.detectors.get('detectors');
  return {
    rules: [...sheet.rules].map(([key, { value }]) => withGate(value, base.rules.get(key)?.value.rule)),
    message: message?.value,
    // A profile adds detectors; it cannot take away the policy's.
    detectors: detectors && resolveDetectors([...base.detectors, ...detectors.value], base.own).ids,
    confidence: confidence?.value,
    remarks: sheet.remarks.get('remarks')?.value,
    limits,
    origin,
  };
}

function looserMessage(from: MessageSetting, to: MessageSetting): string {
  if (typeof from !== 'string' && typeof to !== 'string')
    return "the catalog has texts that the policy's does not have, keeps more of their holes, or names unknown messages otherwise";
  if (typeof to !== 'string' && to.unknown !== undefined)
    return 'unknown messages are named, and the message of the policy is no catalog';
  return `the mode lets out more than "${modeOf(from)}", which the policy says`;
}

function withGate(rule: PolicyRule, from: Rule | undefined): PolicyRule {
  return from !== undefined && needsGate(from, rule.rule) ? { ...rule, gate: from } : rule;
}

function checkRule(cell: Cell<PolicyRule>, from: Cell<PolicyRule> | undefined, report: Report): void {
  if (isTighter(from?.value.rule, cell.value.rule)) return;
  report(
    from === undefined
      ? loosens(
          cell,
          'the policy has no rule with this pattern, so that only "remove" is tighter',
          'list it under "fields" of the policy first',
        )
      : loosens(
          cell,
          'the rule does not provably let out less than the rule of the policy',
          'use a stronger action, or the same with narrower parameters',
        ),
  );
}

function loosens({ origin }: { readonly origin: Origin }, message: string, hint: string): Issue {
  return { ...origin, code: 'ERR_LOGSIEVE_POLICY_LOOSENS', message, hint };
}
