/** Which calls are calls of a logger, by how people name loggers. */
import type { Node } from '@babel/types';
import type { ExtractOptions } from './extract.js';
import { bare, memberName, walk } from './syntax.js';

/** Levels of pino, winston (npm, syslog, cli), and what others call theirs. */
const LEVELS = [
  ...['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'log', 'silly', 'verbose', 'http'],
  ...['notice', 'warning', 'crit', 'critical', 'alert', 'emerg', 'help', 'data', 'prompt', 'input'],
] as const;

/** `log`, `logger`, `req.log`, `this.auditLogger`, and `log$1` as bundlers name them; not `dialog`. */
const CAMEL = /^[_$#]*log(?:ger)?[$_\d]*$|[a-z\d]Log(?:ger)?[$_\d]*$|_log(?:ger)?[$_\d]*$/;
const UPPER = /^(?:[A-Z\d_]+_)?LOG(?:GER)?$|^Log(?:ger)?$/;
const MAKERS = new Set([
  'pino',
  'winston',
  'createLogger',
  'getLogger',
  'useLogger',
  'child',
  'logsieve',
  'Logger',
]);

/** What a program calls its loggers. */
export interface Loggers {
  readonly isLogger: (node: Node) => boolean;
  /** True for the name of a method that logs; undefined is one that only shows when the program runs. */
  readonly isLevel: (name: string | undefined) => boolean;
}

/** Names of loggers in a file: those that look like it, those that are made by a logger, those of the options. */
export function findLoggers(file: Node, { loggers = [], levels = [] }: ExtractOptions): Loggers {
  const names = new Set(loggers);
  const all = names.has('*');
  const known = new Set<string>([...LEVELS, ...levels]);
  const isName = (name: string) =>
    names.has(name) || name === 'winston' || CAMEL.test(name) || UPPER.test(name);
  const isLogger = (node: Node): boolean => {
    const inner = bare(node);
    if (inner.type === 'Identifier') return isName(inner.name);
    if (inner.type === 'LogicalExpression') return isLogger(inner.left) || isLogger(inner.right);
    const member = memberName(inner);
    return member === undefined ? isMaker(inner) : isName(member);
  };
  walk(file, (node) => {
    if (
      node.type === 'VariableDeclarator' &&
      node.id.type === 'Identifier' &&
      node.init != null &&
      isMaker(node.init)
    )
      names.add(node.id.name);
  });
  return {
    isLogger: (node) => all || isLogger(node),
    isLevel: (name) => name === undefined || known.has(name),
  };
}

function isMaker(node: Node): boolean {
  const inner = bare(node);
  if (inner.type !== 'CallExpression' && inner.type !== 'NewExpression') return false;
  const name = inner.callee.type === 'Identifier' ? inner.callee.name : memberName(inner.callee);
  return name !== undefined && MAKERS.has(name);
}
