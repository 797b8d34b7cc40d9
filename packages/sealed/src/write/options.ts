import { LogsieveError, type PolicyDocument } from '@logsieve/core';
import { checkOptions, wrongOption } from '@logsieve/core/node';
import type { Retain } from '../format/segment-line.js';
import { recipientsOf, type RecipientSource } from '../key-sources/recipients.js';
import { refusePrivateKeys } from '../private-keys.js';
import { levelRank } from './level.js';

/** The options of `createSealedLog`. */
export interface SealedLogOptions {
  /** The folder of the log's segments. No two writers share one. */
  readonly dir: string;
  /** The folder of the signing state, as `enrollWriter` made it: outside of `dir`. */
  readonly stateDir: string;
  /** Who can read the log: `age1…`, or where that is kept. Each of them alone can. */
  readonly recipients: readonly RecipientSource[];
  /** What of a record is sealed: a policy, its file, or the name of a preset. Without, `logsieve:base` alone. */
  readonly policy?: string | PolicyDocument | undefined;
  /** A profile of the policy. */
  readonly profile?: string | undefined;
  /** The member of a record that is its message. Default `msg`. */
  readonly messageKey?: string | undefined;
  /** Lines have been through a redactor, and are sealed as they come. Takes the place of `policy`. */
  readonly redacted?: boolean | undefined;
  /** When lines are sealed and written. */
  readonly flush?:
    | {
        /** When that many bytes wait. Default 65,536. */
        readonly bytes?: number | undefined;
        /** When one has waited for so many milliseconds. Default 1000. */
        readonly ms?: number | undefined;
        /** At once from this level on; `false`: never for a level. Default `error`. */
        readonly level?: string | false | undefined;
      }
    | undefined;
  /** When what is written is forced to the disk: after every frame, at checkpoints, or never. Default `interval`. */
  readonly fsync?: 'never' | 'interval' | 'frame' | undefined;
  /** When a segment is closed. */
  readonly rotate?:
    | {
        /** Default 64 MiB. */
        readonly bytes?: number | undefined;
        /** Milliseconds. Default a day. */
        readonly ms?: number | undefined;
      }
    | undefined;
  /**
   * When a segment is deleted, for a signed tombstone; what is written under it says so for good. Without, what is written
   * is kept.
   */
  readonly retain?:
    | {
        /** When its last record is so many milliseconds old. */
        readonly ms?: number | undefined;
        /** When it and what was written behind it are more bytes than these. */
        readonly bytes?: number | undefined;
      }
    | undefined;
  /** Lines that cannot be written wait. */
  readonly queue?:
    | {
        /** Default 8 MiB. */
        readonly bytes?: number | undefined;
        /** `drop`: lines that have no room are lost, and counted. `block`: the caller waits. Default `drop`. */
        readonly whenFull?: 'drop' | 'block' | undefined;
      }
    | undefined;
  /** Milliseconds between checkpoints while frames are written. Default 10,000. */
  readonly checkpoint?: number | undefined;
  /** Compress before encrypting. Off: lengths would tell how alike the records of a frame are. */
  readonly compress?: boolean | undefined;
  /** Gets each note that is signed: a file to which it is added, or a function. Should be out of the writer's reach. */
  readonly anchor?: string | ((note: string) => unknown) | undefined;
}

/** The same with nothing left open. */
export interface Settings {
  readonly recipients: readonly string[];
  readonly flushBytes: number;
  readonly flushMs: number;
  readonly flushRank: number;
  readonly fsync: 'never' | 'interval' | 'frame';
  readonly rotateBytes: number;
  readonly rotateMs: number;
  readonly retain: Retain | undefined;
  readonly queueBytes: number;
  readonly whenFull: 'drop' | 'block';
  readonly checkpointMs: number;
}

const OPTIONS = [
  ...[
    'dir',
    'stateDir',
    'recipients',
    'policy',
    'profile',
    'messageKey',
    'redacted',
    'flush',
    'fsync',
    'rotate',
    'queue',
  ],
  ...['retain', 'checkpoint', 'compress', 'anchor'],
];
const MAX_MS = 2 ** 31 - 1;
const MIB = 1024 * 1024;

/** Throws `LogsieveError` at the first option that is unknown, missing or of the wrong type, or is a private key. */
export function readOptions(options: SealedLogOptions): Settings {
  const given = checkOptions(options, OPTIONS);
  refusePrivateKeys(given);
  for (const name of ['dir', 'stateDir']) {
    if (typeof given[name] !== 'string') throw wrongOption(`options.${name}`, 'the path of a folder');
  }
  for (const name of ['redacted', 'compress']) {
    if (![undefined, true, false].includes(given[name] as undefined)) {
      throw wrongOption(`options.${name}`, 'true or false');
    }
  }
  const beside = ['policy', 'profile', 'messageKey'].find((name) => given[name] !== undefined);
  if (given['redacted'] === true && beside !== undefined) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', `the option ${beside} stands beside redacted`, {
      path: 'options.redacted',
      hint: 'leave one of them out: lines are redacted here, or were before',
    });
  }
  checkAnchor(given['anchor']);
  return settingsOf(given);
}

function settingsOf(given: Readonly<Record<string, unknown>>): Settings {
  const flush = group(given, 'flush', ['bytes', 'ms', 'level']);
  const rotate = group(given, 'rotate', ['bytes', 'ms']);
  const queue = group(given, 'queue', ['bytes', 'whenFull']);
  return {
    recipients: recipientsOf(given['recipients'], 'options.recipients'),
    flushBytes: whole(flush['bytes'], 'options.flush.bytes', 65_536, 1, MIB),
    flushMs: whole(flush['ms'], 'options.flush.ms', 1000, 1, MAX_MS),
    flushRank: rankOf(flush['level']),
    fsync: one(given['fsync'], 'options.fsync', ['interval', 'never', 'frame']),
    rotateBytes: whole(rotate['bytes'], 'options.rotate.bytes', 64 * MIB, 1024, Number.MAX_SAFE_INTEGER),
    rotateMs: whole(rotate['ms'], 'options.rotate.ms', 86_400_000, 1000, Number.MAX_SAFE_INTEGER),
    retain: retainOf(given),
    queueBytes: whole(queue['bytes'], 'options.queue.bytes', 8 * MIB, 1024, 1024 * MIB),
    whenFull: one(queue['whenFull'], 'options.queue.whenFull', ['drop', 'block']),
    checkpointMs: whole(given['checkpoint'], 'options.checkpoint', 10_000, 100, MAX_MS),
  };
}

function retainOf(given: Readonly<Record<string, unknown>>): Retain | undefined {
  if (given['retain'] === undefined) return undefined;
  const { ms, bytes } = group(given, 'retain', ['ms', 'bytes']);
  if (ms === undefined && bytes === undefined)
    throw wrongOption('options.retain', 'an age, ms, or a size, bytes');
  const limit = (value: unknown, path: string, min: number) =>
    value === undefined ? null : whole(value, path, 0, min, Number.MAX_SAFE_INTEGER);
  return { ms: limit(ms, 'options.retain.ms', 1000), bytes: limit(bytes, 'options.retain.bytes', 1024) };
}

function group(given: Readonly<Record<string, unknown>>, name: string, known: readonly string[]) {
  const value = given[name];
  if (value === undefined) return {};
  if (typeof value !== 'object') throw wrongOption(`options.${name}`, `an object: { ${known.join(', ')} }`);
  return checkOptions(value, known, `options.${name}`);
}

function whole(value: unknown, path: string, standard: number, min: number, max: number): number {
  if (value === undefined) return standard;
  if (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max)
    return value as number;
  throw wrongOption(path, `a whole number from ${min} to ${max}`);
}

function one<const Word extends string>(
  value: unknown,
  path: string,
  words: readonly [Word, ...Word[]],
): Word {
  const found = words.find((word) => word === (value ?? words[0]));
  if (found === undefined) throw wrongOption(path, `one of ${words.join(', ')}`);
  return found;
}

function rankOf(level: unknown): number {
  if (level === false) return Infinity;
  const rank = levelRank(level ?? 'error');
  if (rank === undefined) throw wrongOption('options.flush.level', 'the name of a level, or false');
  return rank;
}

function checkAnchor(anchor: unknown): void {
  if (anchor !== undefined && typeof anchor !== 'string' && typeof anchor !== 'function') {
    throw wrongOption('options.anchor', 'the path of a file, or a function');
  }
}
