/** Runs generated conversations through every way out, and tells what came out that must not. */
import {
  type ConversationRedactor,
  createAsyncConversationRedactor,
  createConversationRedactor,
} from '@logsieve/core';
import { createRandom, mixSeed, type Random } from '../random.js';
import type { Fault } from '../search.js';
import { leakOf } from './leaks.js';
import { type Plan, planOf, type Planted } from './plans.js';

/** What is to be run. */
export interface ConversationSettings {
  readonly seed: number;
  /** The first case. */
  readonly from: number;
  readonly cases: number;
  /** Faults after which there is no need to go on. */
  readonly mostFaults?: number | undefined;
}

/** What was run, and what was found. Holds no value of a conversation. */
export interface ConversationTally {
  readonly cases: number;
  readonly messages: number;
  readonly faults: readonly Fault[];
}

type Report = (what: string) => void;
type Messages = readonly Readonly<Record<string, unknown>>[];

/** Runs cases up to the last, or to the fault that is one too many. */
export async function runConversations(settings: ConversationSettings): Promise<ConversationTally> {
  const { seed, from, mostFaults = Infinity } = settings;
  const faults: Fault[] = [];
  let cases = 0;
  let messages = 0;
  for (; cases < settings.cases && faults.length < mostFaults; cases++) {
    const at = `${seed}:${from + cases}`;
    const random = createRandom(mixSeed(seed, from + cases));
    const plan = planOf(random);
    messages += plan.told.length + plan.others.length;
    const report: Report = (what) => faults.push({ at, what });
    const before = show([plan.told, plan.others, plan.naming]);
    try {
      for (const way of WAYS) await way(plan, random, report);
    } catch {
      report('threw');
    }
    if (show([plan.told, plan.others, plan.naming]) !== before) report('changed what it was given');
  }
  return { cases, messages, faults };
}

type Way = (plan: Plan, random: Random, report: Report) => void | Promise<void>;

const WAYS: readonly Way[] = [redactAll, redactTurns, redactAsync, streamText, streamTold];

/** What is told last is gone from the first. */
function redactAll({ told, others, planted }: Plan, random: Random, report: Report): void {
  const messages = random.chance(0.5) ? [...told, ...others] : [...others, ...told];
  const conversation = createConversationRedactor();
  const out = conversation.redact(messages);
  judge('redact', planted, out, report);
  if (out.length !== messages.length) report('redact: another number of messages');
  if (show(conversation.redact(messages)) !== show(out)) report('redact: something else, the second time');
}

function redactTurns({ told, others, planted }: Plan, _: Random, report: Report): void {
  const conversation = createConversationRedactor();
  const out = [...told, ...others].map((message) => conversation.turn(message));
  judge('turn', planted, out, report, true);
}

async function redactAsync({ told, others, naming, name, planted }: Plan, random: Random, report: Report) {
  const recognizer = {
    id: 'names',
    placeholder: '[name]',
    recognize: (text: string) => placesOf(name, text),
  };
  const conversation = createAsyncConversationRedactor({ recognizers: [recognizer] });
  const all = [...planted, { value: name, isCut: false }];
  if (random.chance(0.5)) {
    judge('async redact', all, await conversation.redact([...others, ...naming, ...told]), report);
    return;
  }
  const out: Messages[number][] = [];
  for (const message of [...naming, ...told, ...others]) out.push(await conversation.turn(message));
  judge('async turn', all, out, report, true);
}

function placesOf(name: string, text: string): { start: number; end: number }[] {
  const start = text.indexOf(name);
  return start < 0 ? [] : [{ start, end: start + name.length }];
}

/** The longest text of which a stream gives what the whole gives, whatever is found in it. */
const LOOK_BACK = 256;

function streamText({ told, spoken, planted }: Plan, random: Random, report: Report): void {
  const text = spoken.join(random.pick([' and ', '. ', '\n', ' ']));
  const conversation = createConversationRedactor();
  const twin = createConversationRedactor();
  // What a text gives away by itself is known from there on, of a whole text from its beginning: here both know it all.
  const isKnown = random.chance(0.5);
  const before = isKnown ? [...told, { role: 'prompter', content: text }] : told;
  for (const message of before) for (const one of [conversation, twin]) one.turn(message);
  const out = streamed(conversation, text, random);
  judge('stream', planted, [{ role: 'narrator', content: out }], report);
  const { content } = twin.turn({ role: 'narrator', content: text });
  if (isKnown && text.length <= LOOK_BACK && unnamed(out) !== unnamed(content))
    report('stream: not what the whole gives');
}

/** What is told in a stream is gone from it, and from what follows. */
function streamTold({ telling, others, planted }: Plan, random: Random, report: Report): void {
  const conversation = createConversationRedactor();
  const out: Messages[number][] = telling.map((text) => ({
    role: 'narrator',
    content: streamed(conversation, `Well, ${text}\n`, random),
  }));
  out.push(...others.map((message) => conversation.turn(message)));
  judge('turns after a stream', planted, out, report, true);
}

/** What comes out of a stream that is given the text in chunks of one size. */
function streamed(conversation: ConversationRedactor, text: string, random: Random): string {
  const size = 1 + random.int(random.pick([4, 24, text.length + 1]));
  const stream = conversation.stream({ role: 'narrator' });
  let out = '';
  for (let at = 0; at < text.length; at += size) out += stream.push(text.slice(at, at + size));
  return out + stream.end();
}

/** A value that is told under two names has the placeholder of one of them. */
function unnamed(text: unknown): string {
  return String(text).replace(/\[[a-z\d-]+\]/g, '[x]');
}

function judge(
  way: string,
  planted: readonly Planted[],
  out: Messages,
  report: Report,
  mayHaveBegun = false,
): void {
  for (const { value, isCut } of planted) {
    const leak = leakOf(value, out);
    if (leak === 'whole' || (leak === 'part' && !(isCut && mayHaveBegun)))
      report(`${way}: ${leak} of a value`);
  }
}

/** Everything that a value holds. */
function show(value: unknown): string {
  if (typeof value === 'symbol' || typeof value === 'bigint') return String(value);
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}:${show(member)}`)
    .join()}}`;
}
