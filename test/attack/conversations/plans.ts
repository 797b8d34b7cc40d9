/** Conversations in which values are told and repeated, each made from its seed alone. */
import type { Random } from '../random.js';
import { cut, repeat } from './forms.js';
import { hidden, type Message, say, SPEAKERS, tool } from './shapes.js';
import { personName, tell } from './values.js';

/** A value of the conversation. */
export interface Planted {
  readonly value: string;
  /** It is repeated in pieces: where each turn is let out before the next is known, some of them are out. */
  readonly isCut: boolean;
}

/** A conversation, and what must not come out of it. */
export interface Plan {
  readonly told: readonly Message[];
  readonly others: readonly Message[];
  readonly planted: readonly Planted[];
  /** Is said in `others` too: only a recognizer knows it. */
  readonly name: string;
  readonly naming: readonly Message[];
  /** Texts that tell the values, */
  readonly telling: readonly string[];
  /** and texts that repeat them whole. */
  readonly spoken: readonly string[];
}

/** Makes a conversation. */
export function planOf(random: Random): Plan {
  const values = Array.from({ length: 1 + random.int(3) }, () => tell(random));
  const parts = values.map(({ value, text }) => piecesOf(value, text, random));
  const told = values.flatMap(({ value }, index) => tellingOf(value, parts[index] ?? [], random));
  const others: Message[] = [];
  const spoken: string[] = [];
  const planted = values.map(({ value }, index) => {
    let isCut = (parts[index]?.length ?? 0) > 1;
    for (let times = 1 + random.int(3); times > 0; times--) {
      const pieces = repeat(value, random);
      isCut ||= pieces.length > 1;
      if (pieces.length === 1) spoken.push(...pieces);
      others.push(...repeating(pieces, random), ...noise(random));
    }
    return { value, isCut };
  });
  others.push(...values.filter(() => random.chance(0.3)).map(({ value }) => hidden(value, random)));
  const unknown = personName(random);
  others.push(hidden(unknown, random));
  planted.push({ value: unknown, isCut: false });
  const name = personName(random);
  const naming = [
    ...say('user', [`Ask ${name} about it.`], random),
    ...noise(random),
    ...repeating([name], random),
  ];
  const telling = values.map(({ text }) => text);
  return { told: [...told, ...noise(random)], telling, others, planted, name, naming, spoken };
}

/** Nobody can tell where a word goes on in the next turn: only numbers are told in pieces. */
function piecesOf(value: string, text: string, random: Random): readonly string[] {
  return /^[\d\s+-]+$/.test(value) && random.chance(0.3) ? cut(`Hello, ${text}`, random) : [text];
}

function tellingOf(value: string, pieces: readonly string[], random: Random): Message[] {
  const first = random.pick(SPEAKERS);
  if (pieces.length > 1) return say(first, pieces, random);
  const [text = ''] = pieces;
  switch (random.int(5)) {
    case 0:
      return [tool({ id: 1, note: text, others: ['a'] }, random)];
    case 1:
      return [
        tool(
          { user: { login: 'ada', [random.pick(['password', 'apiKey', 'client_secret'])]: value } },
          random,
        ),
      ];
    case 2:
      return [tool({ inner: JSON.stringify({ rows: [text] }) }, random)];
    default:
      return say(
        first,
        [random.pick([text, `Hello. ${text}`, `${text}\nThanks a lot`, `So\n\n${text}`])],
        random,
      );
  }
}

/** Pieces follow each other in what one role says; what others say may come between. */
function repeating(pieces: readonly string[], random: Random): Message[] {
  const role = random.pick(SPEAKERS);
  const [text = '', ...more] = pieces;
  if (more.length === 0 && random.chance(0.4)) return [dataOf(text, random)];
  const messages = say(role, pieces, random);
  const other = random.pick(SPEAKERS);
  if (other === role || random.chance(0.5)) return messages;
  return messages.flatMap((message) => [message, ...say(other, [random.pick(SHORT)], random)]);
}

function dataOf(text: string, random: Random): Message {
  const digits = /^\d{6,15}$/.test(text) && !text.startsWith('0');
  if (digits && random.chance(0.5)) return tool({ count: Number(text) }, random);
  return tool(
    random.pick<unknown>([
      { note: text },
      { rows: [[text, 'b'], ['c']] },
      { [text]: 1 },
      [text, null, true],
      { inner: JSON.stringify({ deep: JSON.stringify([text]) }) },
      {
        count: text,
        url: `https://x.example/a?b=${text.replace(/\s/g, '+')}`,
      },
    ]),
    random,
  );
}

const SHORT = ['ok', 'Go on.', 'And?', 'Hm', '\ud800', ''];
const LONG = [
  'The quick brown fox jumps over the lazy dog, and nobody minds. '.repeat(6),
  'Build 4711 of v2.31.0-rc.2 took 38.2 s on 2026-11-29T08:15:00Z; see #1234, commit 3f2a1b9c.',
  '{"rows": [{"id": 17, "ok": true}], "next": null}',
  '```ts\nconst total = items.reduce((sum, { price }) => sum + price, 0);\n```',
  '\u0417\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439\u0442\u0435! \u4f60\u597d \u2014 na\u00efve \ud83d\ude80\u200d\u2620\ufe0f',
  'a\u0000b\u001b[31mc\u2028d\udc00 e',
];

function noise(random: Random): Message[] {
  if (random.chance(0.3)) return [];
  return say(random.pick(SPEAKERS), [random.chance(0.4) ? random.pick(SHORT) : random.pick(LONG)], random);
}
