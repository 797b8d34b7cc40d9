import { BUNDLES, DETECTORS } from '../detectors/registry.js';
import { faultOf, placeholderFor } from '../own-detectors/own-detector.js';
import { isWord } from '../own-detectors/word-automaton.js';
import type { DocumentPath } from './document.js';
import type { Issue } from './issue.js';
import { type Cells, type LayerContext, reportAt, setCell } from './merge/cell.js';
import type { DetectorDefinition } from './policy.js';

/** The detectors under `define`, by id. What has a fault is reported and left out. */
export function readDefinitions(
  members: readonly [string, DetectorDefinition][],
  context: LayerContext,
): Cells<DetectorDefinition> {
  const cells: Cells<DetectorDefinition> = new Map();
  for (const [id, definition] of members) {
    const path = ['define', id];
    if (context.isFaulty(path)) continue;
    const faults = [...faultsOfId(id), ...faultsOfDefinition(id, definition)];
    for (const { path: below, ...issue } of faults) reportAt([...path, ...below], context, issue);
    if (faults.length === 0) setCell(cells, id, definition, path, context);
  }
  return cells;
}

/** Below the definition. */
type Fault = Pick<Issue, 'code' | 'message' | 'hint'> & { readonly path: DocumentPath };

const CODE = 'ERR_LOGSIEVE_POLICY_DETECTOR';
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LONGEST_ID = 64;

function faultsOfId(id: string): readonly Fault[] {
  const fault = (message: string, hint: string): Fault[] => [{ code: CODE, message, hint, path: [] }];
  if (BUNDLES.has(id) || DETECTORS.some((detector) => detector.id === id))
    return fault('there is a detector or bundle of this name already', 'give it another name');
  if (ID.test(id) && id.length <= LONGEST_ID) return [];
  return fault(
    'the name is not that of a detector',
    'write lower-case letters, digits and hyphens: "order-number"',
  );
}

function faultsOfDefinition(id: string, definition: DetectorDefinition): readonly Fault[] {
  const { placeholder = placeholderFor(id), near = [] } = definition;
  const faults: Fault[] = [];
  if (!PLACEHOLDER.test(placeholder))
    faults.push({
      code: CODE,
      message: 'the placeholder is not one that every detector passes over',
      hint: 'write lower-case letters, digits and hyphens in brackets: "[order-number]"',
      path: 'placeholder' in definition ? ['placeholder'] : [],
    });
  for (const [index, word] of near.entries()) {
    if (NEAR.test(word)) continue;
    const hint = 'write one word of Latin letters, without spaces: several stand side by side in the list';
    faults.push({ code: CODE, message: 'the text is no single word', hint, path: ['near', index] });
  }
  return [
    ...faults,
    ...('words' in definition ? faultsOfWords(definition.words) : faultsOfPattern(definition)),
  ];
}

const PLACEHOLDER = /^\[[a-z][a-z0-9-]{0,63}\]$/;
const NEAR = /^\p{Script=Latin}{1,32}$/u;

function faultsOfWords(words: readonly string[]): readonly Fault[] {
  return words.flatMap((word, index): Fault[] => {
    if (isWord(word)) return [];
    const hint = 'write what the text has, with letters, digits or signs in it';
    return [{ code: CODE, message: 'the word is empty', hint, path: ['words', index] }];
  });
}

function faultsOfPattern(definition: DetectorDefinition): readonly Fault[] {
  const found = faultOf(definition);
  if (found === undefined) return [];
  const { fault, hint } = found;
  const code = 'ERR_LOGSIEVE_POLICY_PATTERN';
  return [{ code, message: `the pattern cannot be run: ${fault}`, hint, path: ['pattern'] }];
}
