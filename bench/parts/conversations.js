import assert from 'node:assert/strict';
import { measureInChild } from '../child.js';
import {
  furtherContenders,
  mostHeld,
  streamContenders,
  wholeContenders,
} from '../conversations/contenders.js';
import { recordOf, TOKENS, TURNS } from '../conversations/records.js';
import { takeRounds } from '../measure.js';
import { progress } from '../progress.js';
import { rowsOf } from '../rows.js';

/** Before the first round. */
const WARM_PASSES = 2;

/** What redacting a conversation costs, whole, turn by turn and token by token, and how much a stream holds. */
export function benchConversations({ rounds, time }) {
  const kinds = [...TURNS.flatMap((count) => [{ count }, { count, isFurther: true }]), { isStream: true }];
  const rows = kinds.flatMap((kind) => {
    progress(`conversations: ${kind.isStream ? TOKENS : recordOf(kind.count)}`);
    return kind.isFurther && kind.count === TURNS[0]
      ? []
      : measureInChild(import.meta.url, { ...kind, rounds, time });
  });
  return { rows };
}

/** In a process of its own, which has seen no other conversation. */
export async function measure({ count = 0, isFurther = false, isStream = false, rounds, time }) {
  const contenders = isStream
    ? streamContenders()
    : isFurther
      ? furtherContenders(count)
      : wholeContenders(count);
  for (const one of contenders) checkContender(one);
  for (let pass = 0; pass < WARM_PASSES; pass++) for (const { run } of contenders) run();
  const taken = await takeRounds(contenders, rounds, (one) => timePass(one, time));
  const unit = isStream ? 'ns per token' : 'ns per turn';
  const record = isStream ? TOKENS : recordOf(count);
  const rows = rowsOf({ record, measure: 'speed', unit }, contenders, taken);
  return isStream ? [...rows, heldRow(contenders[2])] : rows;
}

/** A redactor lets out most of what is said, and none of what is told; a base line lets out all. */
function checkContender({ name, run }) {
  const text = JSON.stringify(run().result).replace(/[",\\]/g, '');
  const tells = /mail\.example|password is \w/.test(text);
  assert.equal(tells, name.startsWith('JSON'), `${name} lets out what it should`);
  assert.ok(text.length > 1_000, `${name} gives the conversation`);
}

/** Nanoseconds of processor time per turn or token. */
function timePass({ run }, time) {
  const end = performance.now() + time;
  const before = process.cpuUsage();
  let units = 0;
  do units += run().units;
  while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / units;
}

function heldRow({ path, name }) {
  return {
    path,
    record: TOKENS,
    contender: name,
    against: '',
    measure: 'held, characters',
    most: mostHeld(),
  };
}
