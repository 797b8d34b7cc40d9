/** The catalog that a policy names or holds. */
import { type DocumentPath, readText, type SourceDocument } from './document.js';
import { type LayerContext, originOf, reportAt } from './merge/cell.js';
import type { MessageCatalog } from './policy.js';
import { catalogSchema } from './schema/message-schema.js';
import { checkShape } from './schema/shape.js';

/**
 * The catalog that `message` names. Issues of a file are reported with places in that file; undefined where there is no
 * catalog to be had. `path` is where the policy says `message`.
 */
export function readCatalog(
  written: string | MessageCatalog,
  path: DocumentPath,
  context: LayerContext,
): MessageCatalog | undefined {
  const at = [...path, 'catalog'];
  if (typeof written !== 'string') return checked(written, context.document, at, context);
  const found = context.resolve?.(written, context.document.source);
  if (found === undefined || 'fault' in found) {
    reportAt(at, context, {
      code: 'ERR_LOGSIEVE_POLICY_CATALOG',
      message: found?.fault ?? `${JSON.stringify(written)} cannot be read here`,
      hint: found === undefined ? NO_FILES : NO_FILE,
    });
    return undefined;
  }
  const file = readText(found.text, found.source, context.report);
  if (file === undefined) return undefined;
  const isFaulty = checkShape(file, context.report, catalogSchema);
  return isFaulty([]) ? undefined : checked(file.value as MessageCatalog, file, [], context);
}

const NO_FILES = 'use loadPolicy of @logsieve/core/node, which reads files, or give the catalog itself';
const NO_FILE = 'let logsieve-messages write it; the path is relative to the policy, and begins with ./';

/** A text that is nothing but a hole would be any message at all, and no message would ever be missed. */
function checked(
  catalog: MessageCatalog,
  document: SourceDocument,
  at: DocumentPath,
  context: LayerContext,
): MessageCatalog | undefined {
  const empty = catalog.messages.findIndex((text) => typeof text !== 'string' && text.join('').trim() === '');
  if (empty < 0) return catalog;
  context.report({
    code: 'ERR_LOGSIEVE_POLICY_CATALOG',
    message: 'the text is nothing but holes: every message would be it',
    hint: 'leave it out',
    ...originOf([...at, 'messages', empty], { ...context, document }),
  });
  return undefined;
}
