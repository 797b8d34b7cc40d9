import { actionOf } from '../src/actions/index.js';
import { escapeText } from '../src/json/json-text.js';
import type { ActionContext } from '../src/actions/action.js';
import { type Counts, createRun, type Run } from '../src/run/run.js';
import type { Rule } from '../src/policy/policy.js';

/** A context whose one detector finds `SECRET`. Values of maps are counted as the policy compiler counts them. */
export function createContext(overrides: Partial<ActionContext> = {}): ActionContext {
  const context: ActionContext = {
    pattern: 'a.b',
    limits: { depth: 16, properties: 1000, stringLength: 1000, lineBytes: 1_000_000 },
    scan: (text, run) => {
      const pieces = text.split('SECRET');
      run.counts.findings += pieces.length - 1;
      return pieces.join('[secret]');
    },
    scanQuoted: (source, run, most) => {
      const text = context.scanText(source, run, most);
      return text === undefined ? undefined : `"${text}"`;
    },
    scanText: (source, run, most) => {
      const text = context.scan(source, run);
      return text.length > most ? undefined : escapeText(text);
    },
    activeKey: () => undefined,
    cipher: () => undefined,
    compileValue: (rule) => {
      const { outcome, compile } = actionOf(rule);
      const leaf = compile(rule, context);
      return (value, run) => {
        const text = leaf(value, run);
        if (text !== undefined && outcome !== null) run.counts[outcome]++;
        return text;
      };
    },
    ...overrides,
  };
  return context;
}

/** The rule's leaf in that context, each call with a run of its own. */
export function leafOf(rule: Rule, overrides?: Partial<ActionContext>) {
  const leaf = actionOf(rule).compile(rule, createContext(overrides));
  return (value: unknown, run: Run = createRun(1000)): string | undefined => leaf(value, run);
}

/** The counts that are not zero. */
export function nonZero(counts: Counts): Partial<Counts> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
