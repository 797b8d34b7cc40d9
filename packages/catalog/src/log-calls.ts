/** A call of a logger → the expression that is its message. */
import type { Node } from '@babel/types';
import { evaluate, type Scope } from './evaluate.js';
import type { Loggers } from './loggers.js';
import { either, formatted, UNKNOWN, type Value } from './parts.js';
import { bare, keyName, memberName } from './syntax.js';

/** Names of functions that log, with the position of the message among their arguments. */
export type Wrappers = ReadonlyMap<string, number>;

/**
 * The message of a call, with the tokens of format strings as holes; undefined for what is no call of a logger, or one
 * that has no message of its own (fields alone, an error alone).
 */
export function messageOf(node: Node, loggers: Loggers, wrappers: Wrappers, scope: Scope): Value | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return undefined;
  const { callee, arguments: args } = node;
  const method = memberName(callee);
  const position = wrappers.get((callee.type === 'Identifier' ? callee.name : method) ?? '');
  if (position !== undefined) return withValues(args, position, scope);
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  if (!loggers.isLevel(method) || !loggers.isLogger(callee.object)) return undefined;
  return method === 'log' ? ofLog(args, loggers, scope) : ofLevel(args, scope);
}

/** `info('text', …values)`, `info(fields, 'text', …values)`, `info({ msg: 'text' })`. */
function ofLevel(args: readonly Node[], scope: Scope): Value | undefined {
  const [first, second] = args;
  if (first === undefined) return undefined;
  const fields = bare(first);
  if (fields.type === 'SpreadElement') return UNKNOWN;
  if (fields.type === 'ObjectExpression')
    return second === undefined ? ownMessage(fields.properties, scope) : withValues(args, 1, scope);
  if (second === undefined && isError(fields)) return undefined;
  const value = withValues(args, 0, scope);
  return value.isText || second === undefined ? value : withValues(args, 1, scope);
}

/** `log('info', 'text')`, `log({ level, message: 'text' })`, `log('text')`. */
function ofLog(args: readonly Node[], loggers: Loggers, scope: Scope): Value | undefined {
  const [first, second] = args;
  if (first === undefined) return undefined;
  const level = bare(first);
  if (level.type === 'ObjectExpression') return ofLevel(args, scope);
  const isLevel =
    level.type === 'StringLiteral' ? loggers.isLevel(level.value) : !evaluate(level, scope).isText;
  return isLevel && second !== undefined ? ofLevel(args.slice(1), scope) : ofLevel(args, scope);
}

/** The argument at the position; its tokens are holes where values follow. */
function withValues(args: readonly Node[], position: number, scope: Scope): Value {
  const argument = args[position];
  if (argument === undefined) return UNKNOWN;
  const value = evaluate(argument, scope);
  if (!value.isText || args.length <= position + 1) return value;
  return either([{ texts: value.texts.flatMap((text) => formatted(text)), isText: true }]);
}

function ownMessage(properties: readonly Node[], scope: Scope): Value | undefined {
  for (const property of properties) {
    if (property.type !== 'ObjectProperty') continue;
    const name = keyName(property.key, property.computed);
    if (name === 'msg' || name === 'message') return evaluate(property.value, scope);
  }
  return undefined;
}

/** By its name: an error alone has no text of the program's. */
function isError(node: Node): boolean {
  if (node.type === 'NewExpression') return true;
  const name = node.type === 'Identifier' ? node.name : memberName(node);
  return name !== undefined && /^(?:e|ex|err|error|exception|reason|cause)\d*$|(?:Err|Error)$/.test(name);
}
