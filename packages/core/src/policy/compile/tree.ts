/**
 * Rules → tree: for every path that a policy lists, the one rule that decides it. Built by following all path
 * patterns at once, so that overlapping patterns (`a.b` and `**.b`) meet in one node, whatever their order.
 */
import type { Leaf, TextLeaf } from '../../actions/action.js';
import type { Outcome } from '../../run/trace.js';
import { quote } from '../../json/json-text.js';
import { pruneText, type PruneState } from '../../json/prune.js';
import type { Container, Field, Node } from './compiled-policy.js';
import { encoded } from '../../structures/encoded.js';
import { STRUCTURES } from '../../structures/index.js';
import { memberShape, membersHint, misfit, type Shape } from '../../structures/shape.js';
import { createField } from './field.js';
import { foldCase } from '../path-pattern.js';
import type { ParseRule, PolicyRule, Segment } from '../policy.js';

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

/** A rule on its way down: how many segments of its pattern have been matched. */
interface State extends PruneState {
  readonly rule: PolicyRule;
  /** Wins over every rule that it meets, however specific. */
  readonly guard: boolean;
  /** Place in policy order. */
  readonly order: number;
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
  const winner = mostSpecific(ended, context);
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

type Name = Segment & { readonly name: string };

/** The names that the states go on with, in policy order, each once. */
function namesOf(states: readonly State[]): Name[] {
  const names = new Map<string, Name>();
  for (const state of [...states].sort((a, b) => a.order - b.order)) {
    const segment = state.segments[state.at];
    if (segment?.kind === 'exact') names.set(`=${segment.name}`, segment);
    else if (segment?.kind === 'caseInsensitive') {
      const key = `~${foldCase(segment.name)}`;
      if (!names.has(key)) names.set(key, segment);
    }
  }
  return [...names.values()];
}

/** The states that may go on with a name, in policy order: trying all for each name would take quadratic time. */
function createIndex(states: readonly State[]): (name: Name) => readonly State[] {
  const exact = new Map<string, State[]>();
  const folded = new Map<string, State[]>();
  const unnamed: State[] = [];
  for (const state of states) {
    const segment = state.segments[state.at];
    if (segment?.kind === 'exact') addTo(exact, segment.name, state);
    else if (segment?.kind === 'caseInsensitive') addTo(folded, foldCase(segment.name), state);
    else unnamed.push(state);
  }
  return ({ kind, name }) => {
    const named = kind === 'exact' ? (exact.get(name) ?? []) : [];
    const found = [...named, ...(folded.get(foldCase(name)) ?? []), ...unnamed];
    return found.sort((a, b) => a.order - b.order);
  };
}

function addTo(index: Map<string, State[]>, key: string, state: State): void {
  const group = index.get(key);
  if (group === undefined) index.set(key, [state]);
  else group.push(state);
}

/** The states after a member that is named exactly, matched in any case, or an unnamed array element. */
function after(states: readonly State[], member: Name | { readonly kind: 'any' }): State[] {
  const next: State[] = [];
  for (const state of states) {
    const segment = state.segments[state.at];
    if (segment === undefined) continue;
    if (segment.kind === 'anyDepth') next.push(state);
    else if (covers(segment, member, state)) next.push({ ...state, at: state.at + 1 });
  }
  return next;
}

function covers(segment: Segment, member: Name | { readonly kind: 'any' }, state: State): boolean {
  switch (segment.kind) {
    case 'exact':
      return member.kind === 'exact' && member.name === segment.name;
    case 'caseInsensitive':
      return member.kind !== 'any' && foldCase(member.name) === foldCase(segment.name);
    case 'any':
      // `*` lists array elements only; what removes may match any member.
      return member.kind === 'any' || removes(state);
    case 'anyDepth':
      return false;
  }
}

/** Lets `**` stand for no level at all too. Each state once, however many ways lead to it. */
function openDepths(states: readonly State[]): State[] {
  const open: State[] = [];
  const seen = new Set<string>();
  const add = (state: State): void => {
    if (state.guard) {
      const key = `${state.order}:${state.at}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    open.push(state);
    if (state.segments[state.at]?.kind === 'anyDepth') add({ ...state, at: state.at + 1 });
  };
  for (const state of states) add(state);
  return open;
}

function strongestGuard(ended: readonly State[]): State | undefined {
  const guards = ended.filter((state) => state.guard);
  return guards.find(removes) ?? guards[0];
}

function mostSpecific(ended: readonly State[], context: TreeContext): State | undefined {
  let best: State | undefined;
  for (const state of ended) {
    const order = best === undefined ? -1 : compareSpecificity(state, best);
    if (order === 0 && best !== undefined) context.ambiguous(best.rule, state.rule);
    if (order < 0) best = state;
  }
  return best;
}

const RANK = { exact: 0, caseInsensitive: 1, any: 2, anyDepth: 3 } as const;

/** Below 0 where `a` is more specific: segment by segment from the left, over what both have matched. */
function compareSpecificity(a: State, b: State): number {
  const length = Math.min(a.at, b.at);
  for (let i = 0; i < length; i++) {
    const difference = rankOf(a.segments[i]) - rankOf(b.segments[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankOf(segment: Segment | undefined): number {
  return segment === undefined ? RANK.anyDepth : RANK[segment.kind];
}

function isEnded(state: State): boolean {
  return state.at === state.segments.length;
}

/** True where the rule by itself makes a path come out. */
function isListing(state: State): boolean {
  return !state.guard && !removes(state);
}

function removes(state: State): boolean {
  return 'remove' in state.rule.rule;
}

function isParse(rule: PolicyRule): rule is PolicyRule & { rule: ParseRule } {
  return 'parse' in rule.rule;
}

/** True for the rules that let out a unit with members. */
function hasMembers({ rule }: PolicyRule): boolean {
  return 'map' in rule || ('keep' in rule && rule.keep === 'error');
}
