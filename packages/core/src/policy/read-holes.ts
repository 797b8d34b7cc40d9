import { faultsOf } from '../actions/index.js';
import { holesOf, shownText } from '../messages/catalog.js';
import type { DocumentPath } from './document.js';
import { type LayerContext, reportAt } from './merge/cell.js';
import type { HoleRule, Holes, MessageCatalog } from './policy.js';
import { hintNearest } from './schema/nearest.js';

/** Reports holes that the catalog does not have, and rules that would let free text out of one. */
export function checkHoles(
  holes: Holes,
  { messages }: MessageCatalog,
  path: DocumentPath,
  context: LayerContext,
): void {
  const counts = new Map(messages.map((text) => [shownText(text), holesOf(text)]));
  for (const [text, rules] of Object.entries(holes)) {
    const at = [...path, text];
    const count = counts.get(text);
    if (count === undefined || count === 0) {
      const known = [...counts].flatMap(([shown, number]) => (number > 0 ? [shown] : []));
      reportAt(at, context, {
        code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE',
        message: 'the catalog has no such text with holes',
        hint: hintNearest(text, known),
      });
    } else if (count !== rules.length) {
      reportAt(at, context, {
        code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE',
        message: `the text has ${count} ${count === 1 ? 'hole' : 'holes'}, and there are ${rules.length} rules`,
        hint: 'write one for each hole, null where nothing is kept',
      });
    }
    for (const [index, rule] of rules.entries()) if (rule !== null) checkRule(rule, [...at, index], context);
  }
}

function checkRule(rule: HoleRule, at: DocumentPath, context: LayerContext): void {
  if (
    rule.keep === 'pseudonym' ||
    (rule.keep === 'string' && rule.enum === undefined && rule.pattern === undefined)
  ) {
    reportAt(at, context, {
      code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE',
      message: 'the rule keeps what anybody could have written',
      hint: 'keep a number, a boolean, an id, a point in time, or a string with an enum or a pattern',
    });
  }
  for (const fault of faultsOf(rule)) {
    const { code = 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', message, hint } = fault;
    reportAt([...at, ...fault.path], context, { code, message, hint });
  }
}
