/** Expression → the texts that it may be, with a hole for each part that only shows when the program runs. */
import type { Node, TemplateLiteral } from '@babel/types';
import type { Declarations } from './declarations.js';
import { either, formatted, joined, type Parts, UNKNOWN, type Value } from './parts.js';
import { isNamespace, lookUp, type Program } from './program.js';
import { bare, keyName, memberName, walk } from './syntax.js';

/** Where names are looked up. */
export interface Scope {
  readonly program: Program;
  readonly file: Declarations;
  /** What was declared and evaluated before. */
  readonly known: Map<Node, Value>;
}

/** Deepest nesting that is looked into. */
const MOST_LEVELS = 40;

/** What the expression may be as a text. */
export function evaluate(node: Node, scope: Scope, level = 0): Value {
  if (level > MOST_LEVELS) return UNKNOWN;
  const inner = bare(node);
  const go = (child: Node) => evaluate(child, scope, level + 1);
  switch (inner.type) {
    case 'StringLiteral':
      return { texts: [[inner.value]], isText: true };
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { texts: [[String(inner.value)]], isText: false };
    case 'TemplateLiteral':
      return { texts: joined(piecesOf(inner, go)), isText: true };
    case 'BinaryExpression':
      return inner.operator === '+' ? operandsOf(inner).map(go).reduce(sum) : UNKNOWN;
    case 'ConditionalExpression':
      return either([go(inner.consequent), go(inner.alternate)]);
    case 'LogicalExpression':
      return either(inner.operator === '&&' ? [go(inner.right)] : [go(inner.left), go(inner.right)]);
    case 'Identifier':
      return named(inner.name, scope, level);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return member(inner, scope, level);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return called(inner, scope, level);
    default:
      return UNKNOWN;
  }
}

function piecesOf({ quasis, expressions }: TemplateLiteral, go: (node: Node) => Value): Value[] {
  return quasis.flatMap((quasi, index) => {
    const text: Value = { texts: [[quasi.value.cooked ?? quasi.value.raw]], isText: true };
    const expression = expressions[index];
    return expression === undefined ? [text] : [text, go(expression)];
  });
}

/** From left to right. A long text over many lines is a deep tree. */
function operandsOf(node: Node): Node[] {
  const operands: Node[] = [];
  let left = bare(node);
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    operands.push(left.right);
    left = bare(left.left);
  }
  return [...operands, left].reverse();
}

/** Of two numbers nobody wants the digits side by side. */
function sum(left: Value, right: Value): Value {
  return left.isText || right.isText ? { texts: joined([left, right]), isText: true } : UNKNOWN;
}

function named(name: string, scope: Scope, level: number): Value {
  const found = lookUp(scope.program, scope.file, name);
  if (found === undefined) return UNKNOWN;
  return declared(found.nodes, { ...scope, file: found.file }, level);
}

/** Each declaration once, however many name it: names may lead in circles, and to one another in many ways. */
function declared(nodes: readonly Node[], scope: Scope, level: number): Value {
  const values = nodes.map((node) => {
    const known = scope.known.get(node);
    if (known !== undefined) return known;
    scope.known.set(node, UNKNOWN);
    const value = evaluate(node, scope, level + 1);
    scope.known.set(node, value);
    return value;
  });
  return either(values);
}

/** `MESSAGES.started`: of an object that is written out, of an enum, of all that another file exports. */
function member(node: Node & { object: Node }, outer: Scope, level: number): Value {
  const { program, file } = outer;
  const name = memberName(node);
  const object = bare(node.object);
  if (name === undefined || object.type !== 'Identifier') return UNKNOWN;
  const found = lookUp(program, file, object.name, name);
  if (found === undefined) return UNKNOWN;
  const scope: Scope = { ...outer, file: found.file };
  const values = isNamespace(file, object.name)
    ? found.nodes
    : found.nodes.flatMap((holder) => membersOf(holder, name));
  return declared(values, scope, level);
}

function membersOf(holder: Node, name: string): Node[] {
  // Object.freeze({ … })
  const object = holder.type === 'CallExpression' && holder.arguments[0] ? bare(holder.arguments[0]) : holder;
  if (object.type === 'TSEnumDeclaration') {
    return (object.body?.members ?? object.members ?? []).flatMap(({ id, initializer }) =>
      keyName(id, false) === name && initializer != null ? [initializer] : [],
    );
  }
  if (object.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((property) =>
    property.type === 'ObjectProperty' && keyName(property.key, property.computed) === name
      ? [property.value]
      : [],
  );
}

/** `'a'.concat(b)`, `util.format('a %s', b)`, and functions of the program that return texts. */
function called(node: Node & { callee: Node; arguments: Node[] }, scope: Scope, level: number): Value {
  const { callee, arguments: args } = node;
  const go = (child: Node) => evaluate(child, scope, level + 1);
  const method = memberName(callee);
  if (method === 'concat' && 'object' in callee) {
    const values = [go(callee.object), ...args.map(go)];
    return values[0]?.isText === true ? { texts: joined(values), isText: true } : UNKNOWN;
  }
  const name = callee.type === 'Identifier' ? callee.name : method;
  if (name === 'format' && args[0] !== undefined) return fill(go(args[0]), args.length);
  if (callee.type !== 'Identifier') return UNKNOWN;
  const found = lookUp(scope.program, scope.file, callee.name);
  if (found === undefined) return UNKNOWN;
  const inner: Scope = { ...scope, file: found.file };
  const returns = found.nodes.flatMap((node) => returnsOf(node, inner.file));
  return declared(returns, inner, level);
}

/** `util.format` puts what it has no token for behind the text. */
function fill(value: Value, count: number): Value {
  if (!value.isText) return UNKNOWN;
  const texts: Parts[] = value.texts.flatMap((text) => formatted(text));
  const tailed = count > 2 ? texts.map((text): Parts => [...text.slice(0, -1), text.at(-1) ?? '', '']) : [];
  return either([{ texts: [...texts, ...tailed], isText: true }]);
}

/** What a function may return; of `given || function () { … }` and of `pick(given, defaultMessage)` too. */
function returnsOf(node: Node, file: Declarations): Node[] {
  if (node.type === 'LogicalExpression')
    return [node.left, node.right].flatMap((side) => returnsOf(side, file));
  if (node.type === 'CallExpression')
    return node.arguments.flatMap((argument) =>
      argument.type === 'Identifier'
        ? (file.byName.get(argument.name) ?? []).filter(isFunction).flatMap((found) => returnsOf(found, file))
        : returnsOf(argument, file),
    );
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return [node.body];
  if (!isFunction(node)) return [];
  const returns: Node[] = [];
  walk(node.body, (inner) => {
    if (inner.type === 'ReturnStatement' && inner.argument != null) returns.push(inner.argument);
    return !isFunction(inner);
  });
  return returns;
}

function isFunction(node: Node) {
  return (
    node.type === 'FunctionExpression' ||
    node.type === 'FunctionDeclaration' ||
    node.type === 'ArrowFunctionExpression'
  );
}
