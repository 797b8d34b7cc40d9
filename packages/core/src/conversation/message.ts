/** Reads a message of any of today's chat APIs: the members that are known, each as what it is known to hold. */
import { isData, readData } from './data.js';
import { type Draft, fixed, UNREADABLE } from './draft.js';
import { MEMBERS, type MemberKind } from './members.js';
import { addSlot, type Allowance, createReading, mayRead, type Reading, within } from './reading.js';
import { MEDIA_PLACEHOLDER } from './spans.js';

/** A message, read. */
export interface MessageDraft {
  readonly draft: Draft;
  readonly reading: Reading;
}

/** Drafts a message. What cannot be read becomes a placeholder. Reads each member once; never throws. */
export function readMessage(message: unknown, takesSecrets: boolean, allowance: Allowance): MessageDraft {
  let reading = createReading('', takesSecrets, allowance);
  try {
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return unreadable(reading);
    const role = readRole(message);
    reading = createReading(role, takesSecrets, allowance);
    const draft = readPart(reading, message, role);
    return draft === undefined ? unreadable(reading) : { draft, reading };
  } catch {
    return unreadable(reading);
  }
}

function unreadable({ role, takesSecrets, allowance }: Reading): MessageDraft {
  const reading = createReading(role, takesSecrets, allowance);
  const named: [string, Draft][] = WORDS.has(role) ? [['role', fixed(role)]] : [];
  return { draft: { kind: 'object', members: [...named, ['content', UNREADABLE]] }, reading };
}

function readRole(message: object): string {
  try {
    const { role } = message as { role?: unknown };
    return typeof role === 'string' && TOKEN.test(role) ? role : '';
  } catch {
    return '';
  }
}

/** A word, an id, a media type, the name of a model or of a tool. */
const TOKEN = /^\w[\w.:/+-]{0,127}$/;

function readToken(reading: Reading, value: unknown): Draft | undefined {
  if (typeof value !== 'string' || !TOKEN.test(value)) return undefined;
  return WORDS.has(value) ? fixed(value) : { kind: 'token', slot: addSlot(reading, value, 'data') };
}

/** Words of the APIs: no value that was found can take them away. */
const WORDS: ReadonlySet<string> = new Set(
  'system developer user assistant tool function model text json content tool_use tool_result tool-call tool-result thinking reasoning message'.split(
    ' ',
  ),
);

/**
 * An object with known members; `undefined` where it is none. The role has been read already. Parts of what a tool gave
 * back are data as the whole is.
 */
function readPart(reading: Reading, value: unknown, role?: string, isInResult = false): Draft | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (!mayRead(reading)) return UNREADABLE;
  return within(reading, value, UNREADABLE, () => {
    const members: [string, Draft][] = [];
    const isResult = isInResult || TOOL_ROLES.has(reading.role) || Object.hasOwn(value, 'tool_use_id');
    for (const name of Object.keys(value)) {
      const kind = MEMBERS.get(name);
      if (kind === undefined) continue;
      const draft =
        name === 'role' && role !== undefined
          ? readToken(reading, role)
          : readMember(reading, value, name, isResult && SAID_BY_TOOLS.has(name) ? 'content-data' : kind);
      if (draft !== undefined) members.push([name, draft]);
    }
    return { kind: 'object', members };
  });
}

/** What their messages say is what a tool gave back. */
const TOOL_ROLES: ReadonlySet<string> = new Set(['tool', 'function']);
const SAID_BY_TOOLS: ReadonlySet<string> = new Set(['content', 'text']);

type ReadKind = MemberKind | 'content-data';

function readMember(reading: Reading, holder: object, name: string, kind: ReadKind): Draft | undefined {
  try {
    const value = (holder as Record<string, unknown>)[name];
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return undefined;
    return value === null ? fixed(null) : readKind(reading, value, name, kind);
  } catch {
    return UNREADABLE;
  }
}

function readKind(reading: Reading, value: unknown, name: string, kind: ReadKind): Draft | undefined {
  switch (kind) {
    case 'token':
      return readToken(reading, value);
    case 'flag':
      return typeof value === 'boolean' || Number.isSafeInteger(value) ? readData(reading, value) : undefined;
    case 'media':
      return fixed(MEDIA_PLACEHOLDER);
    case 'data':
      return readData(reading, value, name);
    case 'part':
      return readList(reading, value, (one) => readPart(reading, one) ?? UNREADABLE);
    case 'content':
      return readList(reading, value, (one) => readContent(reading, one));
    case 'content-data':
      return typeof value === 'string' && name === 'content'
        ? readData(reading, value)
        : readList(reading, value, (one) => readResult(reading, one));
  }
}

function readList(reading: Reading, value: unknown, read: (one: unknown) => Draft): Draft {
  if (!Array.isArray(value)) return read(value);
  return within(reading, value, UNREADABLE, () => {
    const items: Draft[] = [];
    for (let at = 0; at < value.length && mayRead(reading); at++) items.push(readItem(value, at, read));
    return { kind: 'array', items };
  });
}

function readItem(items: readonly unknown[], at: number, read: (one: unknown) => Draft): Draft {
  try {
    return read(items[at]);
  } catch {
    return UNREADABLE;
  }
}

/** A part of a result: JSON is data, other text may go on in the next part. */
function readResult(reading: Reading, value: unknown): Draft {
  if (typeof value !== 'string') return readPart(reading, value, undefined, true) ?? UNREADABLE;
  return isData(value) ? (readData(reading, value) ?? UNREADABLE) : readContent(reading, value);
}

function readContent(reading: Reading, value: unknown): Draft {
  if (typeof value !== 'string') return readPart(reading, value) ?? UNREADABLE;
  if (!mayRead(reading)) return UNREADABLE;
  return { kind: 'text', slot: addSlot(reading, value, 'speech') };
}
