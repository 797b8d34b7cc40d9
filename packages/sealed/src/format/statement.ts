/** What is signed: how far the log had come, and which key signs what follows. */
import { fromBase64, toBase64 } from './base64.js';
import { KEY_BYTES } from './ed25519.js';

/** The key of the epoch that begins. */
export interface NextEpoch {
  readonly number: number;
  readonly publicBytes: Buffer;
  /** When it begins, in milliseconds since 1970. */
  readonly from: number;
  /** Epochs before it that had no key, the writer being down. */
  readonly missed: number;
}

/** Why a segment was deleted: it was too old, or the log too large. */
export type Cause = 'age' | 'size';

/** To whom the frames of a segment were wrapped anew, and what became of their headers. */
export interface Rekey {
  /** The hash over the old and the new headers: see `createHeadersHash`. */
  readonly headers: Buffer;
  readonly recipients: readonly string[];
}

/** The text of a note. `certificate` and `rekey` are signed by the root key, the others by that of the epoch. */
export interface Statement {
  readonly kind: 'certificate' | 'checkpoint' | 'epoch' | 'footer' | 'tombstone' | 'rekey';
  readonly writer: string;
  /** Lines of the whole log before this one, and the chain over them; of a tombstone and a rekey those with the segment. */
  readonly lines: number;
  readonly chain: Buffer;
  /** The segment, and its bytes, as they were written, before this line; of a tombstone and a rekey all of them. */
  readonly segment: number;
  readonly bytes: number;
  readonly epoch: number;
  readonly time: number;
  /** In a certificate and where an epoch ends. */
  readonly next?: NextEpoch;
  /** In a tombstone. */
  readonly cause?: Cause;
  /** In a rekey. */
  readonly rekey?: Rekey;
}

const ORIGIN = 'logsieve-sealed/1/';
const CHAIN_BYTES = 32;
const NUMBER = '(0|[1-9][0-9]{0,15})';
const TEXT = new RegExp(
  `^${ORIGIN}([0-9a-f]{32})\\n${NUMBER}\\n([A-Za-z0-9+/=]{44})\\n(certificate|checkpoint|epoch|footer|tombstone|rekey)\\n` +
    `segment ${NUMBER} ${NUMBER}\\nepoch ${NUMBER}\\ntime ${NUMBER}\\n` +
    `(?:next ${NUMBER} ([A-Za-z0-9+/=]{44}) ${NUMBER} ${NUMBER}\\n)?(?:cause (age|size)\\n)?` +
    `(?:headers ([A-Za-z0-9+/=]{44})\\n((?:to age1[0-9a-z]+\\n)+))?$`,
);

/** The name that a writer's keys sign under, and the first line of what they sign. */
export function originOf(writer: string): string {
  return ORIGIN + writer;
}

export function formatStatement(statement: Statement): string {
  const { kind, writer, lines, chain, segment, bytes, epoch, time, next, cause, rekey } = statement;
  const first = `${originOf(writer)}\n${lines}\n${toBase64(chain)}\n${kind}\n`;
  const rest = `segment ${segment} ${bytes}\nepoch ${epoch}\ntime ${time}\n`;
  const last =
    (cause === undefined ? '' : `cause ${cause}\n`) + (rekey === undefined ? '' : formatRekey(rekey));
  return next === undefined ? first + rest + last : first + rest + formatNext(next) + last;
}

/** The statement, or undefined where the text is none. */
export function parseStatement(text: string): Statement | undefined {
  const match = TEXT.exec(text);
  if (match === null) return undefined;
  const part = (index: number): string => match[index] ?? '';
  const kind = part(4) as Statement['kind'];
  const chain = fromBase64(part(3), CHAIN_BYTES);
  const next = match[9] === undefined ? undefined : parseNext(match.slice(9, 13));
  const cause = match[13] as Cause | undefined;
  const rekey = match[14] === undefined ? undefined : parseRekey(match[14], match[15] ?? '');
  const wantsNext = kind === 'certificate' || kind === 'epoch';
  if (chain === undefined || wantsNext !== (next !== undefined)) return undefined;
  if ((kind === 'tombstone') !== (cause !== undefined)) return undefined;
  if ((kind === 'rekey') !== (rekey !== undefined)) return undefined;
  return {
    ...{ kind, writer: part(1), lines: Number(part(2)), chain },
    ...{ segment: Number(part(5)), bytes: Number(part(6)), epoch: Number(part(7)), time: Number(part(8)) },
    ...(next === undefined ? {} : { next }),
    ...(cause === undefined ? {} : { cause }),
    ...(rekey === undefined ? {} : { rekey }),
  };
}

function formatNext({ number, publicBytes, from, missed }: NextEpoch): string {
  return `next ${number} ${toBase64(publicBytes)} ${from} ${missed}\n`;
}

function parseNext([number, key, from, missed]: readonly string[]): NextEpoch | undefined {
  const publicBytes = fromBase64(key ?? '', KEY_BYTES);
  if (publicBytes === undefined) return undefined;
  return { number: Number(number), publicBytes, from: Number(from), missed: Number(missed) };
}

function formatRekey({ headers, recipients }: Rekey): string {
  return `headers ${toBase64(headers)}\n${recipients.map((recipient) => `to ${recipient}\n`).join('')}`;
}

function parseRekey(encoded: string, to: string): Rekey | undefined {
  const headers = fromBase64(encoded, CHAIN_BYTES);
  if (headers === undefined) return undefined;
  const lines = to.split('\n').slice(0, -1);
  return { headers, recipients: lines.map((line) => line.slice('to '.length)) };
}
