/**
 * A frame of a conversation: some of its messages, in a line of their own. Outside there is the version and one age file;
 * everything that says something is within.
 *
 *     {"logsieve":"conversation/1","ct":"<age v1 file in base64>"}
 */
import type { Decrypter, Encrypter } from '@logsieve/age';

const VERSION = 'conversation/1';

/** A message as it is stored: plain data. */
export type StoredMessage = Readonly<Record<string, unknown>>;

/** What is encrypted, as JSON. */
export interface FrameContent {
  /** The conversation that the frame is of: it cannot be put into another one. */
  readonly id: string;
  /** One process at one file of one conversation: 16 characters of base64url, random. */
  readonly writer: string;
  /** Counts the frames of that writer, from 0. */
  readonly n: number;
  /** Milliseconds since 1970, by the writer's clock. */
  readonly at: number;
  readonly messages: readonly StoredMessage[];
}

/** The line of a frame, with its line feed. Throws what encrypting throws. */
export function writeFrame(content: FrameContent, encrypter: Encrypter): string {
  const ct = encrypter.encrypt(JSON.stringify(content)).toString('base64');
  return `${FRAME_START}${ct}${FRAME_END}\n`;
}

/** The age file in a line; undefined where the line is no frame. Linear, however long the line is. */
export function ciphertextOf(line: string): Buffer | undefined {
  if (!line.startsWith(FRAME_START) || !line.endsWith(FRAME_END)) return undefined;
  const ct = line.slice(FRAME_START.length, -FRAME_END.length);
  const file = Buffer.from(ct, 'base64');
  // One form only: else a frame could be changed and still be read. Bits of the last character may stand for nothing.
  return file.toString('base64') === ct ? file : undefined;
}

/** What the line of a frame begins and ends with. */
export const FRAME_START = `{"logsieve":"${VERSION}","ct":"`;
const FRAME_END = '"}';

/** What is in a frame's age file; undefined where that is no frame. Throws `AgeError` where it cannot be opened. */
export function readFrame(file: Buffer, decrypter: Decrypter): FrameContent | undefined {
  const text = decrypter.decrypt(file).toString();
  try {
    const content: unknown = JSON.parse(text);
    return isContent(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isContent(value: unknown): value is FrameContent {
  if (typeof value !== 'object' || value === null) return false;
  const { id, writer, n, at, messages } = value as Partial<Record<keyof FrameContent, unknown>>;
  const isNamed = typeof id === 'string' && typeof writer === 'string';
  const isPlaced = Number.isSafeInteger(n) && Number.isFinite(at);
  return isNamed && isPlaced && Array.isArray(messages) && messages.every(isMessage);
}

function isMessage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
