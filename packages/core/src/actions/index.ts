import type { ActionName, GeneralizeRule, KeepRule, Rule } from '../policy/policy.js';
import type { Action, RuleFault } from './action.js';
import { encrypt } from './encrypt.js';
import { generalizeEmail } from './generalize/email.js';
import { generalizeIp } from './generalize/ip.js';
import { generalizeNumber } from './generalize/number.js';
import { generalizeRoute } from './generalize/route.js';
import { generalizeSql } from './generalize/sql.js';
import { generalizeStack } from './generalize/stack.js';
import { generalizeTimestamp } from './generalize/timestamp.js';
import { keepBoolean } from './keep/boolean.js';
import { keepError } from './keep/error.js';
import { keepNumber } from './keep/number.js';
import { keepPseudonym } from './keep/pseudonym.js';
import { keepString } from './keep/string.js';
import { keepTimestamp } from './keep/timestamp.js';
import { keepToken } from './keep/token.js';
import { keepUrl } from './keep/url.js';
import { keepUuid } from './keep/uuid.js';
import { createMap } from './map.js';
import { mask } from './mask.js';
import { parse } from './parse.js';
import { pseudonymize } from './pseudonymize.js';
import { remove } from './remove.js';
import { replace } from './replace.js';
import { truncate } from './truncate.js';

/** Any action, where the rule it is for is not known to the compiler. */
type AnyAction = Action<never>;

/** `keep` by type. */
const KEEP: Readonly<Record<KeepRule['keep'], AnyAction>> = {
  number: keepNumber,
  integer: keepNumber,
  boolean: keepBoolean,
  string: keepString,
  token: keepToken,
  uuid: keepUuid,
  timestamp: keepTimestamp,
  url: keepUrl,
  error: keepError,
  pseudonym: keepPseudonym,
};

type Kind<G> = G extends string ? G : keyof G & string;

/** `generalize` by what it coarsens. */
const GENERALIZE: Readonly<Record<Kind<GeneralizeRule['generalize']>, AnyAction>> = {
  ip: generalizeIp,
  number: generalizeNumber,
  timestamp: generalizeTimestamp,
  route: generalizeRoute,
  email: generalizeEmail,
  sql: generalizeSql,
  stack: generalizeStack,
};

const map = createMap({ check: faultsOf, narrows: narrowsRule });

/** Every action by its name: how to find the one for a rule of that name. */
const ACTIONS: Readonly<Record<ActionName, (rule: never) => AnyAction>> = {
  keep: (rule: KeepRule) => KEEP[rule.keep],
  remove: () => remove,
  replace: () => replace,
  mask: () => mask,
  encrypt: () => encrypt,
  pseudonymize: () => pseudonymize,
  generalize: ({ generalize }: GeneralizeRule) => GENERALIZE[kindOf(generalize)],
  truncate: () => truncate,
  map: () => map,
  parse: () => parse,
};

const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];

/** The name of a rule's action: the one property of the rule that names one. */
export function actionNameOf(rule: Rule): ActionName {
  const name = ACTION_NAMES.find((candidate) => Object.hasOwn(rule, candidate));
  if (name === undefined) throw new TypeError('the rule names no action');
  return name;
}

/**
 * The action of a rule: for `keep` and `generalize` one for each type, so that two rules are of one action exactly
 * where this gives the same object. The rule has to have passed the schema.
 */
export function actionOf(rule: Rule): Action<Rule> {
  // Sound by lookup: the name under which an action is found is the property that gives the rule its type.
  return ACTIONS[actionNameOf(rule)](rule as never) as Action<Rule>;
}

/** What the schema cannot say about a rule, the value rule of a map included. */
export function faultsOf(rule: Rule): readonly RuleFault[] {
  return actionOf(rule).check?.(rule) ?? [];
}

/** True only where both rules are of one action and `to` provably lets out no more than `from`. */
export function narrowsRule(from: Rule, to: Rule): boolean {
  const action = actionOf(from);
  return action === actionOf(to) && action.narrows(from, to);
}

function kindOf(generalize: GeneralizeRule['generalize']): keyof typeof GENERALIZE {
  if (typeof generalize === 'string') return generalize;
  if ('ip' in generalize) return 'ip';
  return 'number' in generalize ? 'number' : 'timestamp';
}
