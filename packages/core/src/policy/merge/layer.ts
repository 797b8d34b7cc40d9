/**
 * What one document says, decision by decision, each with its owner and place, so that documents can be merged
 * one decision at a time.
 */
import { BUNDLES, DETECTORS, resolveDetectors } from '../../detectors/registry.js';
import { type Cells, type LayerContext, originOf, reportAt, setCell } from './cell.js';
import { readCatalog } from '../read-catalog.js';
import { checkHoles } from '../read-holes.js';
import type { DocumentPath } from '../document.js';
import type {
  DetectorDefinition,
  KeyRing,
  MessageSetting,
  Origin,
  PolicyDocument,
  PolicyRule,
  ProfileDocument,
  RemarksMode,
} from '../policy.js';
import { hintNearest } from '../schema/nearest.js';
import { readDefinitions } from '../read-definitions.js';
import { readKeys } from '../read-keys.js';
import { readRecipients } from '../read-recipients.js';
import { readRules } from '../read-rules.js';
import { isObject } from '../schema/strict-schema.js';

/** What a policy and a profile both can say. A setting that stands alone has one cell, named like itself. */
export interface Sheet {
  /** By canonical pattern. */
  readonly rules: Cells<PolicyRule>;
  readonly message: Cells<MessageSetting>;
  /** Names as they were written: what bundles hold is known once all definitions are. */
  readonly detectors: Cells<readonly string[]>;
  readonly confidence: Cells<number>;
  readonly remarks: Cells<RemarksMode>;
  readonly limits: Cells<number>;
}

/** What a document says, with or without what it builds on. */
export interface Layer extends Sheet {
  /** The rules that let something out, also where a `remove` has taken them away since. */
  readonly listed: ReadonlyMap<string, PolicyRule>;
  readonly keys: Cells<KeyRing>;
  readonly recipients: Cells<readonly string[]>;
  /** By id. */
  readonly define: Cells<DetectorDefinition>;
  readonly profiles: ReadonlyMap<string, { readonly sheet: Sheet; readonly origin: Origin }>;
}

/**
 * A document as a layer. Leaves out what has a fault: that is reported already. `defined` are the detectors that the
 * documents define which it builds on.
 */
export function readLayer(
  content: PolicyDocument,
  defined: readonly string[],
  documentContext: LayerContext,
): Layer {
  const define = readDefinitions(membersOf(content.define), documentContext);
  // Of a faulty definition the name is known all the same.
  const named = membersOf(content.define).map(([id]) => id);
  const context = { ...documentContext, defined: [...defined, ...named] };
  const profiles = new Map<string, { sheet: Sheet; origin: Origin }>();
  for (const [name, profile] of membersOf(content.profiles)) {
    if (!isObject(profile)) continue;
    const path = ['profiles', name];
    profiles.set(name, { sheet: readSheet(profile, path, context), origin: originOf(path, context) });
  }
  const sheet = readSheet(content, [], context);
  const rules = [...sheet.rules].map(([key, { value }]) => [key, value] as const);
  const listed = new Map(rules.filter(([, { rule }]) => !('remove' in rule)));
  return {
    ...sheet,
    listed,
    keys: readKeys(membersOf(content.keys), context),
    recipients: readRecipients(membersOf(content.recipients), context),
    define,
    profiles,
  };
}

interface SheetContext extends LayerContext {
  /** Ids of the detectors that the document and those it builds on define. */
  readonly defined: readonly string[];
}

function readSheet(content: ProfileDocument, path: DocumentPath, context: SheetContext): Sheet {
  const limits: Cells<number> = new Map();
  for (const [name, value] of membersOf(content.limits)) {
    setCell(limits, name, value, [...path, 'limits', name], context);
  }
  return {
    rules: readRules(membersOf(content.fields), [...path, 'fields'], context),
    message: readMessage(content.message, [...path, 'message'], context),
    detectors: readDetectors(content.detectors, [...path, 'detectors'], context),
    confidence: readSetting('confidence', content.confidence, path, context),
    remarks: readSetting('remarks', content.remarks, path, context),
    limits,
  };
}

function readSetting<T>(
  name: string,
  value: T | undefined,
  path: DocumentPath,
  context: LayerContext,
): Cells<T> {
  const cells: Cells<T> = new Map();
  if (value !== undefined) setCell(cells, name, value, [...path, name], context);
  return cells;
}

function readMessage(
  written: ProfileDocument['message'],
  path: DocumentPath,
  context: LayerContext,
): Cells<MessageSetting> {
  if (written === undefined || context.isFaulty(path)) return new Map();
  const setting = typeof written === 'string' ? written : readCatalogSetting(written, path, context);
  return readSetting('message', setting, path.slice(0, -1), context);
}

function readCatalogSetting(
  { catalog, ...more }: Exclude<ProfileDocument['message'], string | undefined>,
  path: DocumentPath,
  context: LayerContext,
): MessageSetting | undefined {
  const read = readCatalog(catalog, path, context);
  if (read === undefined) return undefined;
  if (more.holes !== undefined) checkHoles(more.holes, read, [...path, 'holes'], context);
  return { catalog: read, ...more };
}

/** Names of detectors and bundles; those that are unknown are reported and left out. */
function readDetectors(
  names: readonly string[] | undefined,
  path: DocumentPath,
  context: SheetContext,
): Cells<readonly string[]> {
  if (names === undefined || context.isFaulty(path)) return new Map();
  const { unknown } = resolveDetectors(names, context.defined);
  for (const name of unknown) {
    reportAt([...path, names.indexOf(name)], context, {
      code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_DETECTOR',
      message: `there is no detector ${JSON.stringify(name)}`,
      hint: hintNearest(name, [...context.defined, ...BUNDLES.keys(), ...DETECTORS.map(({ id }) => id)]),
    });
  }
  const known = names.filter((name) => !unknown.includes(name));
  return readSetting('detectors', known, path.slice(0, -1), context);
}

/** The members of what should be an object; none where it is something else, which the schema reports. */
function membersOf<T>(value: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isObject(value) ? Object.entries<T>(value) : [];
}
