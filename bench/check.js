import assert from 'node:assert/strict';
import { createKeepingSink } from './sink.js';
import { createDriver } from './measure.js';
import { deniedNames } from './contenders/denied-names.js';
import { split } from './contenders/bound.js';
import { isBelow, leaves, resolve, valueAt } from './record-paths.js';

/**
 * Runs every record of the set through the contender once and looks at each line: does it do the work that it is
 * timed for? Gives the mean length of its lines in bytes. Throws an AssertionError where it does not.
 */
export async function checkContender(contender, set) {
  const sink = createKeepingSink();
  const driver = createDriver(contender, set, sink);
  await driver.run(set.records.length);
  checkLines(contender, set, sink.kept);
  return sink.bytes / sink.lines;
}

/** Checks lines, one a record of the set, in its order, round after round. */
export function checkLines({ name, gives }, set, lines) {
  const check = CHECKS[gives];
  assert.ok(check, `${name} gives nothing that can be checked: ${gives}`);
  assert.ok(lines.length >= set.records.length, `${name} lost records`);
  for (const [index, line] of lines.entries()) {
    assert.ok(!line.trimEnd().includes('\n'), `${name} writes one line a record`);
    const record = expectedRecord(set, index % set.records.length, gives);
    try {
      check(record, JSON.parse(line), line, set);
    } catch (error) {
      error.message = `${name}, ${set.name} record ${index}: ${error.message}`;
      throw error;
    }
  }
}

const CHECKS = {
  everything: checkEverything,
  'everything of one child': checkEverything,
  'first 5 censored': (record, out, line, set) =>
    checkCensored(record, out, line, set, set.denied.slice(0, 5)),
  'all censored': (record, out, line, set) => checkCensored(record, out, line, set, set.denied),
  allowed: checkAllowed,
  'allowed of one child': checkAllowed,
  'allowed, for a render': checkAllowed,
};

/** What loggers add; pino, winston and LogTape each have their own. */
const STRUCTURE = ['level', 'time', 'timestamp', '@timestamp', 'pid', 'hostname', 'msg', 'message', 'logger'];

/** Shorter values may turn up in other places by chance. */
const TELLING_LENGTH = 8;

function expectedRecord(set, index, gives) {
  const record = set.records[index];
  if (gives.endsWith('for a render')) return spelledOut(record);
  if (!gives.endsWith('of one child')) return record;
  return { ...split(set.records[0], set.bound).bindings, ...split(record, set.bound).rest };
}

/** As logsieve gives texts to what makes lines of them: with controls as JSON spells them. */
function spelledOut(value) {
  if (typeof value === 'string')
    return value.replace(CONTROLS, (control) => JSON.stringify(control).slice(1, -1));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(spelledOut);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, spelledOut(member)]));
}

// eslint-disable-next-line no-control-regex -- controls are what is looked for
const CONTROLS = /[\u0000-\u001f]/g;

function checkEverything(record, out, line, set) {
  const body = out.properties ?? out;
  for (const [name, value] of Object.entries(record)) assert.deepEqual(body[name], value, name);
  assert.equal(out.msg ?? out.message, set.message);
}

/** What the paths name is censored, and what no rule could mean is still there. */
function checkCensored(record, out, line, set, paths) {
  const body = out.properties ?? out;
  let censored = 0;
  for (const [path, value] of paths.flatMap((pattern) => resolve(record, pattern))) {
    censored++;
    assert.notDeepEqual(valueAt(body, path), value, `${path.join('.')} is not censored`);
    // A value may also be in a field that the list does not name, a token in a URL, say: that is a denylist.
    if (paths.length === set.denied.length) assertGone(line, value, path);
  }
  assert.ok(censored > 0, 'no path of the list is in the record');
  const names = new Set(deniedNames(paths));
  const untouched = leaves(record).filter(([path]) => !path.some((name) => names.has(name)));
  for (const [path, value] of untouched) assert.deepEqual(valueAt(body, path), value, path.join('.'));
}

/** What is allowed came out unchanged, what is reshaped changed, and nothing else came out at all. */
function checkAllowed(record, out, line, set) {
  const allowed = ([path]) => set.allowed.some((name) => isBelow(path, name));
  const reshaped = ([path]) => set.reshaped.some((name) => isBelow(path, name));
  for (const leaf of leaves(record)) {
    const [path, value] = leaf;
    if (allowed(leaf)) assert.deepEqual(valueAt(out, path), value, `${path.join('.')} is missing`);
    else if (reshaped(leaf)) assertReshaped(valueAt(out, path), value, path);
    else assertGone(line, value, path);
  }
  for (const leaf of leaves(out)) {
    const known = STRUCTURE.includes(leaf[0].join('.')) || allowed(leaf) || reshaped(leaf);
    assert.ok(known, `${leaf[0].join('.')} came out unlisted`);
  }
  assert.equal(out.msg ?? out.message, set.message);
}

function assertReshaped(actual, value, path) {
  assert.notEqual(actual, undefined, `${path.join('.')} is missing`);
  assert.notDeepEqual(actual, value, `${path.join('.')} came out as it was`);
}

function assertGone(line, value, path) {
  for (const [, leaf] of leaves(value)) {
    if (typeof leaf !== 'string' || leaf.length < TELLING_LENGTH) continue;
    const text = JSON.stringify(leaf).slice(1, -1);
    assert.ok(!line.includes(text), `the value of ${path.join('.')} is in the line`);
  }
}
