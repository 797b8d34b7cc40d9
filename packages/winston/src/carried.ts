/**
 * An info → its redacted lines, once per redactor, and from a line the fresh infos that leave. What winston hands
 * around in between stands for the lines: nothing raw outlives this step.
 */
import { types } from 'node:util';
import type { RecordContext, Redactor } from '@logsieve/core';
import { isBareJson } from './bare-json.js';
import { type Info, isObject, LEVEL, MESSAGE, type Transform } from './host.js';
import { CALL, type Call, infoFromObject, type Kind, textOf } from './record.js';
import type { State } from './state.js';
import { tie, tiedTo } from './tie.js';

/** A record, redacted for every profile in use. */
export interface Carried {
  readonly state: State;
  readonly level: string;
  readonly kind: Kind | undefined;
  readonly lines: ReadonlyMap<Redactor, string>;
  /** The logger's format made a text of it that is no JSON. */
  readonly hadText: boolean;
  /** There is no info standing for it that could be handed out as somebody's own. */
  taken: boolean;
}

/** The levels of a logger, by name. */
export type Levels = Readonly<Record<string, number>>;

/**
 * Runs the logger's format over the info and redacts what it gives. Undefined where the format filters the record
 * out, or where `levels` lacks its level: winston would log it nowhere either. Does not throw.
 */
export function carry(
  state: State,
  info: Info,
  format: Transform | undefined,
  levels: Levels,
): Carried | undefined {
  const { template, errors, kind } = (info[CALL] ??= infoFromObject(info)[CALL]) as Call;
  const isShaped = format !== undefined && !isBareJson(format);
  const before = isShaped ? objectsIn(info) : NONE;
  const result = isShaped ? structured(state, format, info) : info;
  if (result === undefined) return undefined;
  const level = levelOf(result, info, levels, kind);
  if (level === undefined) {
    state.faults.dropped++;
    return undefined;
  }
  // A format may take an error to where nobody would look for it; the message must not repeat it even so.
  const lost = before.filter(({ key, value }) => valueOf(result, key) !== value).map(({ value }) => value);
  const err = errors.find(isObject);
  const context: RecordContext = {
    head: err === undefined ? { level } : { level, err },
    message:
      template === undefined
        ? undefined
        : { template, interpolate: () => textOf(result['message']) ?? template },
    errors: [...errors, ...lost],
    // A message that is no text is none, whatever a format made of it.
    serialize: (key, value) => (key === 'level' ? level : key === 'message' ? undefined : value),
  };
  const lines = new Map(state.redactors.map((redactor) => [redactor, redactor.stringify(result, context)]));
  return { state, level, kind, lines, hadText: isShaped && isText(valueOf(result, MESSAGE)), taken: false };
}

/**
 * The info to pass to winston for everyone who listens; undefined where `render` filters it out. Where nobody does but
 * guarded transports, each of which gets an info of its own, there is nothing in it but its text.
 */
export function standIn(carried: Carried, isOverheard: boolean): Info | undefined {
  const { state } = carried;
  const isEmpty = !isOverheard && state.render === undefined;
  const info = isEmpty ? textInfo(carried, state.base) : freshInfo(carried, state.base, false);
  carried.taken = isEmpty;
  return info === undefined ? undefined : tie(info, carried);
}

/** What `info` stands for. Infos that took another way, from a logger without protection, are redacted here. */
export function carriedBy(info: unknown, owner: State, levels: Levels | undefined): Carried | undefined {
  const known = isObject(info) ? (tiedTo(info) as Carried | undefined) : undefined;
  if (known !== undefined) return known;
  const carried = carry(owner, infoFromObject(info), undefined, levels ?? {});
  if (carried !== undefined) carried.taken = true;
  return carried;
}

/** Level and text of a record as an info, without its fields: reading them from the text takes a quarter of a call. */
export function textInfo(carried: Carried, redactor: Redactor): Info {
  const info: Info = { [LEVEL]: carried.level, [MESSAGE]: carried.lines.get(redactor) ?? '{}' };
  flag(info, carried.kind);
  return info;
}

/**
 * A new info of one record for one receiver: the redacted fields, LEVEL, and MESSAGE as `render` makes it.
 * `shown`: the receiver turns fields into text by itself.
 */
export function freshInfo(carried: Carried, redactor: Redactor, shown: boolean): Info | undefined {
  const { state, kind } = carried;
  const line = carried.lines.get(redactor) ?? '{}';
  let info = plainInfo(carried, line, shown || state.render !== undefined);
  if (state.render !== undefined) {
    try {
      const rendered = state.render.transform(info, state.render.options);
      if (!rendered) return undefined;
      if (isObject(rendered)) info = rendered;
    } catch {
      state.faults.formatFaults++;
      info = plainInfo(carried, line, shown);
    }
    info[LEVEL] = carried.level;
    if (typeof info[MESSAGE] !== 'string') info[MESSAGE] = line;
  }
  flag(info, kind);
  return info;
}

/** To winston these are commands; only its own handlers may give them. */
function flag(info: Info, kind: Kind | undefined): void {
  for (const name of ['exception', 'rejection']) {
    if (Object.hasOwn(info, name)) Reflect.deleteProperty(info, name);
    if (name === kind) Object.defineProperty(info, name, { value: true, configurable: true });
  }
}

function plainInfo({ level }: Carried, line: string, shown: boolean): Info {
  const info = JSON.parse(shown ? spelledOut(line) : line) as Info;
  info['message'] ??= '';
  info[LEVEL] = level;
  info[MESSAGE] = line;
  return info;
}

/** Writes controls in strings as JSON spells them, for text that goes to a terminal or into lines. */
function spelledOut(line: string): string {
  return line.replace(/\\(["\\/])|\\/g, (escape, plain: string | undefined) =>
    plain === undefined ? '\\\\' : escape,
  );
}

/** Formats that get at the fields through JSON. */
const throughJson = new WeakSet<Transform>();

/**
 * Lets the logger's format bring the info into shape. Most formats end in json(), the text of which nobody will
 * see: the info tells JSON that it is empty, which spares the work and whatever the caller's getters would do. A
 * format that builds another info out of JSON is noticed, and from then on given the whole.
 */
function structured(state: State, format: Transform, info: Info): Info | undefined {
  let asked = false;
  if (!throughJson.has(format)) {
    const toJSON = () => {
      asked = true;
      return {};
    };
    Object.defineProperty(info, 'toJSON', {
      value: toJSON,
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }
  try {
    const result = format.transform(info, format.options);
    if (!result) return undefined;
    if (result === info || !isObject(result)) return info;
    if (asked) throughJson.add(format);
    return asked ? info : result;
  } catch {
    // As far as the format got: the fields are all there, and the policy decides about them as ever.
    state.faults.formatFaults++;
    return info;
  }
}

/** The name of a level the logger has; the record cannot bring one along. */
function levelOf(result: Info, info: Info, levels: Levels, kind: Kind | undefined): string | undefined {
  for (const level of [result[LEVEL], info[LEVEL]]) {
    if (typeof level === 'string' && Object.hasOwn(levels, level)) return level;
  }
  return kind === undefined ? undefined : 'error';
}

/** Members that could be errors, or hold their messages. A proxy cannot be asked without running its code. */
function objectsIn(info: Info): { readonly key: string; readonly value: object }[] {
  const objects = [];
  for (const key of Object.keys(info)) {
    const value = valueOf(info, key);
    if (isObject(value) && !types.isProxy(value)) objects.push({ key, value });
  }
  return objects;
}

const NONE: ReturnType<typeof objectsIn> = [];

/** True for what `printf()`, `simple()` or `cli()` make: no object in braces. */
function isText(message: unknown): boolean {
  return typeof message === 'string' && !message.startsWith('{');
}

/** The value of a member, without calling a getter. */
function valueOf(info: Info, key: string | symbol): unknown {
  return Object.getOwnPropertyDescriptor(info, key)?.value;
}
