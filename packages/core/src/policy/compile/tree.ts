/**
 * Rules → tree: for every path that a policy lists, the one rule that decides it. Built by following all path
 * patterns at once, so that overlapping patterns (`a.b` and `**.b`) meet in one node, whatever their order.
 */
import type { Leaf, TextLeaf } from '../../actions/action.js';
import type { Outcome } from '../../run/trace.js';
import { quote } from '../../json/json-text.js';
import { pruneText } from '../../json/prune.js';
import type { Container, Field, Node } from './compiled-policy.js';
import { encoded } from '../../structures/encoded.js';
import { STRUCTURES } from '../../structures/index.js';
import { memberShape, membersHint, misfit, type Shape } from '../../structures/shape.js';
import { createField } from './field.js';
import { foldCase } from '../path-pattern.js';
import type { ParseRule, PolicyRule, Segment } from '../policy.js';
import { compareSpecificity, mostSpecific, strongestGuard } from './specificity.js';
import {
  after,
  createIndex,
  isEnded,
  isListing,
  type Name,
  namesOf,
  openDepths,
  removes,
  type State,
} from './tree-state.js';

/** A rule compiled on its own. */
export interface CompiledLeaf {
  readonly leaf: Leaf;
  readonly text: TextLeaf | undefined;
  readonly outcome: Outcome | null;
}

/** What building a tree needs and whom it tells of conflicts. */
export interface TreeContext {
  /** `isText` where the values are members of a string in which everything is text. */
  readonly compileLeaf: (rule: PolicyRule, isText: boolean) => CompiledLeaf;
  /** A rule lies below another one, neither being more specific. */
  readonly nested: (upper: PolicyRule, lower: PolicyRule) => void;
  /** Two rules of equal specificity match one path. */
  readonly ambiguous: (first: PolicyRule, second: PolicyRule) => void;
  /** A guard wins over a rule wherever the rule could match. */
  readonly shadowed: (guard: PolicyRule, rule: PolicyRule) => void;
  /** A rule reads a text that is within too many texts. */
  readonly tooDeep: (rule: PolicyRule) => void;
  /** A rule is about what a string cannot hold. */
  readonly misplaced: (rule: PolicyRule, hint: string) => void;
  /** Longest text that is read, in UTF-16 units. */
  readonly stringLength: number;
  /** Within how many texts the paths are. */
  readonly texts?: number;
  /** What a string that they are in can hold there. */
  readonly shape?: Shape;
}

/** The tree of the rules, in policy order; guards win over them and list nothing by themselves. */
export function buildTree(
  rules: readonly PolicyRule[],
  guards: readonly PolicyRule[],
  context: TreeContext,
): Container {
  const states = [...rules, ...guards].map((rule, order) => ({
    rule,
    segments: rule.segments,
    at: 0,
    guard: order >= rules.length,
    order,
  }));
  return buildContainer(openDepths(states), context);
}

function buildNode(states: readonly State[], context: TreeContext): Node | undefined {
  const open = openDepths(states);
  const ended = open.filter(isEnded);
  const going = open.filter((state) => !isEnded(state));
  const guard = strongestGuard(ended);
  if (guard !== undefined) {
    for (const { rule, guard: isGuard } of open) if (!isGuard) context.shadowed(guard.rule, rule);
    return decided(guard, [], context);
  }
  const winner = mostSpecific(ended, context.ambiguous);
  const hint = winner && misfit(context.shape ?? 'any', winner.rule.rule);
  if (winner !== undefined && hint !== undefined) context.misplaced(winner.rule, hint);
  if (winner !== undefined && isParse(winner.rule)) return parsed(winner.rule, going, context);
  const below = winner === undefined ? going : outranking(winner, going, context);
  if (below.some(isListing)) return buildContainer(below, context);
  return winner === undefined
    ? undefined
    : decided(
        winner,
        going.filter((state) => state.guard || removes(state)),
        context,
      );
}

/** Most texts within each other. */
const MOST_TEXTS = 3;

/** The node of a text that has members; every rule below it is one for them. */
function parsed(rule: PolicyRule & { rule: ParseRule }, below: readonly State[], context: TreeContext): Node {
  const { parse, encoded: encoding } = rule.rule;
  // What is encoded is one text within another.
  const texts = (context.texts ?? 0) + (encoding === undefined ? 1 : 2);
  if (texts > MOST_TEXTS) context.tooDeep(rule);
  if (texts > MOST_TEXTS || !below.some(isListing)) return { kind: 'remove', rule };
  const structure = encoding === undefined ? STRUCTURES[parse] : encoded(STRUCTURES[parse], encoding);
  return {
    kind: 'parsed',
    structure,
    below: buildContainer(below, { ...context, texts, shape: structure.shape }),
    most: context.stringLength,
    rule,
  };
}

/** The node of a path that one rule decides; `pruned` are the removals below it. */
function decided(state: State, pruned: readonly State[], context: TreeContext): Node {
  const { rule } = state;
  if ('remove' in rule.rule) return { kind: 'remove', rule };
  if ('replace' in rule.rule) return { kind: 'replace', text: quote(rule.rule.replace), rule };
  const { leaf, text, outcome } = context.compileLeaf(rule, (context.shape ?? 'any') !== 'any');
  if (pruned.length === 0 || !hasMembers(rule))
    return { kind: 'leaf', leaf, text, outcome, rule, isPruned: false };
  const prunedLeaf: Leaf = (value, run) => {
    const json = leaf(value, run);
    return json === undefined ? undefined : pruneText(json, pruned);
  };
  return { kind: 'leaf', leaf: prunedLeaf, text: undefined, outcome, rule, isPruned: true };
}

/** The rules below a decided path that stay: those more specific than the rule that decides it. */
function outranking(winner: State, going: readonly State[], context: TreeContext): State[] {
  return going.filter((state) => {
    if (state.guard) return true;
    const order = compareSpecificity(state, winner);
    const prunes = removes(state) && hasMembers(winner.rule);
    if (order === 0 && !prunes && !removes(winner)) context.nested(winner.rule, state.rule);
    return order < 0;
  });
}

function buildContainer(states: readonly State[], context: TreeContext): Container {
  const byName = new Map<string, Field>();
  const byFoldedName = new Map<string, Field>();
  const fields = new Map<string, Field>();
  const add = (map: Map<string, Field>, key: string, { kind, name }: Name, next: State[]) => {
    const node = buildMember(next, { kind, name }, context);
    if (node === undefined) return;
    // One output name, one place: two spellings must not give one line the same key twice.
    const same = fields.get(name);
    const field = createField(name, same?.index ?? fields.size, node);
    if (same === undefined) fields.set(name, field);
    map.set(key, field);
  };
  const reaching = createIndex(states);
  for (const segment of namesOf(states)) {
    if (segment.kind === 'exact') {
      add(byName, segment.name, segment, after(reaching(segment), segment));
    } else {
      add(byFoldedName, foldCase(segment.name), segment, after(reaching(segment), segment));
    }
  }
  const element = buildMember(after(states, { kind: 'any' }), { kind: 'any' }, context);
  return {
    kind: 'container',
    fields: [...fields.values()],
    byName,
    byFoldedName: byFoldedName.size === 0 ? undefined : byFoldedName,
    room: { free: undefined },
    element,
  };
}

/** The node of a member or an element, which may be one that a string cannot hold. */
function buildMember(states: readonly State[], member: Segment, context: TreeContext): Node | undefined {
  const { shape = 'any' } = context;
  const below = memberShape(shape, member);
  if (below === 'any') return buildNode(states, context);
  if (below !== 'none') return buildNode(states, { ...context, shape: below });
  for (const state of states.filter(isListing)) context.misplaced(state.rule, membersHint(shape));
  return undefined;
}

function isParse(rule: PolicyRule): rule is PolicyRule & { rule: ParseRule } {
  return 'parse' in rule.rule;
}

/** True for the rules that let out a unit with members. */
function hasMembers({ rule }: PolicyRule): boolean {
  return 'map' in rule || ('keep' in rule && rule.keep === 'error');
}
