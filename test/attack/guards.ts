/**
 * Guards of the three packages, each with what takes it out. `find` has to stand in `file` exactly once: where the
 * source has moved, the entry is to be moved after it.
 */
export interface Guard {
  readonly name: string;
  /** Below `packages/`. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const core = (file: string, name: string, find: string, put: string): Guard => ({
  name,
  file: `core/src/${file}`,
  find,
  put,
});
const engine = (file: string, name: string, find: string, put: string): Guard => ({
  name: `lines: ${name}`,
  file: `core/assembly/${file}`,
  find,
  put,
});
const pino = (file: string, name: string, find: string, put: string): Guard => ({
  name,
  file: `pino/src/${file}`,
  find,
  put,
});
const winston = (file: string, name: string, find: string, put: string): Guard => ({
  name,
  file: `winston/src/${file}`,
  find,
  put,
});

export const guards: readonly Guard[] = [
  core(
    'detectors/scan.ts',
    'detectors of the policy read texts that no other one has to',
    ' || scan.own.length > 0',
    '',
  ),
  core('own-detectors/boundaries.ts', 'only letters and digits go on', '[A-Za-z0-9]', '[!-~]'),
  core(
    'policy/compile/field.ts',
    'names match exactly',
    'byName.get(name) ??',
    'byName.get(name) ?? byName.get(name.trim().toLowerCase()) ??',
  ),
  core('engine/read.ts', 'only own members are read', 'if (!isOwn(holder, key)) continue;', ''),
  core(
    'engine/read.ts',
    'a member is read once',
    'return serialize === undefined ? value : serialize(String(key), value);',
    'return serialize === undefined ? (holder as Record<string, unknown>)[key] : serialize(String(key), value);',
  ),
  core(
    'engine/read.ts',
    'what a getter throws stays here',
    'countFault(run, node, String(key));\n    return undefined;',
    'throw new Error();',
  ),
  core(
    'engine/write.ts',
    'a place with members takes no text',
    ': removed(run, node, key, value);\n  } catch',
    ": typeof value === 'string' ? JSON.stringify(value) : removed(run, node, key, value);\n  } catch",
  ),
  core(
    'engine/message.ts',
    'a message that repeats an error becomes its type',
    'run.errors?.messages.find((error) => repeats(text, error));',
    'run.errors?.messages.find((error) => error.type === text);',
  ),
  core(
    'engine/message.ts',
    'detectors look at messages',
    'scanText(compiled, repeated?.type ?? text, run)',
    'escapeText(repeated?.type ?? text)',
  ),
  core(
    'engine/message.ts',
    'a template is not interpolated',
    "compiled.message === 'scan' ? (message",
    "compiled.message !== 'remove' ? (message",
  ),
  core(
    'engine/message.ts',
    'a long message goes',
    'if (text.length > compiled.limits.stringLength) return undefined;',
    '',
  ),
  core(
    'engine/message.ts',
    'nobody knows what too much to search repeats',
    'if (run.errors?.incomplete === true) return undefined;',
    '',
  ),
  core(
    'json/error-messages.ts',
    'causes and aggregated errors are searched',
    "of ['cause', 'errors']",
    "of ['errors']",
  ),
  core(
    'json/error-messages.ts',
    'errors that a logger serialized are known',
    'if (isErrorLike(value)) addError(value, search, level);',
    'if (isError(value)) addError(value, search, level);',
  ),
  core(
    'json/normalize.ts',
    'an error is not asked for its JSON',
    'if (isError(value)) return value;\n  const result',
    'const result',
  ),
  core(
    'json/json-text.ts',
    'separators and controls are escaped',
    'HAS_NOT_CANONICAL.test(text) ? text.replace(NOT_CANONICAL, escapeUnit) : text',
    'text',
  ),
  core(
    'actions/keep/string.ts',
    'a long text goes and is not cut',
    '(value.length <= most ? scanText(value, run, most) : undefined)',
    'scanText(value.slice(0, most), run, most)',
  ),
  core(
    'actions/keep/string.ts',
    'detectors look at kept text',
    '(value.length <= most ? scanText(value, run, most) : undefined)',
    '(value.length <= most ? escapeText(value) : undefined)',
  ),
  core(
    'actions/keep/string.ts',
    'a pattern has to match all of a text',
    'matcher?.matches(value) === true',
    'matcher?.matcher(value).find() === true',
  ),
  core('actions/keep/number.ts', 'a number has a range', 'number < min || number > max', 'number < min'),
  core(
    'actions/keep/token.ts',
    'a long token has no other characters',
    'if (length > SHORT) return TOKEN.test(text);',
    'if (length > SHORT) return true;',
  ),
  core(
    'actions/keep/token.ts',
    'a short token has no other characters',
    'if (IN_TOKEN[text.charCodeAt(i)] !== 1) return false;',
    'if (text.charCodeAt(i) < 32) return false;',
  ),
  core(
    'actions/keep/uuid.ts',
    'a UUID is all there is',
    'text.length === 36 && UUID.test(text)',
    'UUID.test(text.slice(0, 36))',
  ),
  core(
    'actions/keep/url.ts',
    'a URL has only the listed query',
    'const kept = keys.length === 0 ?',
    "const kept = parts.query !== '' ? parts.query : keys.length === 0 ?",
  ),
  core('actions/url-text.ts', 'a URL has no user', '`${protocol}//${host}`', 'head'),
  core(
    'actions/keep/error-kind.ts',
    'a code is short and has a form',
    'code.length <= 48 && CODE.test(code)',
    'code.length <= 48',
  ),
  core(
    'actions/keep/error-kind.ts',
    'a call of the system is one that Node names',
    'SYSCALLS.has(syscall)',
    'syscall.length <= 40',
  ),
  core(
    'actions/keep/error-frames.ts',
    'frames come after the exact head',
    'if (!stack.startsWith(`: ${message}`, end)) return undefined;\n    end += message.length + 2;',
    "end = stack.indexOf('\\n');",
  ),
  core(
    'json/error-type.ts',
    'a type is a class name',
    'CLASS_NAME.test(name) ? name : undefined',
    'name.length < 65 ? name : undefined',
  ),
  core(
    'actions/mask.ts',
    'a short value is not shown',
    'if (characters.length < 2 * (first + last)) return quote(STARS);',
    '',
  ),
  core(
    'actions/map.ts',
    'a key has its type',
    '(isToken(key, KEY_MAX) ? openingOf(key) : undefined)',
    'openingOf(key)',
  ),
  core(
    'actions/pseudonym.ts',
    'a pseudonym is keyed',
    'tagText(hmac(data))',
    'base64url(data.subarray(prefix))',
  ),
  core(
    'actions/truncate.ts',
    'detectors look before the cut',
    'quote(truncateText(scan(value, run), max))',
    'quote(scan(truncateText(value, max), run))',
  ),
  core(
    'actions/generalize/route.ts',
    'a segment that is no word goes',
    'return isWords(path, start, end) || (first',
    'return true || (first',
  ),
  core(
    'actions/generalize/ip.ts',
    'an address becomes a network',
    'masked(bytes, Math.min(v4, given))',
    'masked(bytes, Math.min(32, given))',
  ),
  core(
    'policy/compile/tree.ts',
    'a guard wins over every rule',
    'if (guard !== undefined) {',
    'if (guard !== undefined && ended.length === 1) {',
  ),
  core(
    'policy/compile/compile.ts',
    'a profile replaces a rule',
    'replacements.get(patternKey(rule.segments)) ?? rule',
    'rule',
  ),
  core(
    'engine/line.ts',
    'what is no JSON does not come out',
    'const record: unknown = JSON.parse(text);',
    "const record: unknown = text.startsWith('{') ? JSON.parse(text) : { level: 30, msg: text };",
  ),
  pino(
    'call.ts',
    'errors among the values are known',
    "values: at === 1 && typeof args[at] === 'object' ? args.slice(at) : values,",
    'values: NONE,',
  ),
  pino(
    'call.ts',
    'the values of a template stay out',
    'if (values.length === 0) return { template };',
    'if (values.length > 0) return { template: interpolator(host, symbols, text, values, method)() };',
  ),
  pino(
    'call.ts',
    'an object in place of the message is none',
    'return { template: prefix, interpolate:',
    'return { template: prefix + JSON.stringify(text), interpolate:',
  ),
  pino(
    'write.ts',
    'a formatter hides no error',
    'errors: format === undefined ? errors : [...errors, ...objectsIn(given)],',
    'errors,',
  ),
  pino(
    'write.ts',
    'a call does not throw',
    '} catch {\n    writeStub(host, level);\n  }\n}\n\n/**\n * Where',
    '} catch (error) {\n    throw error;\n  }\n}\n\n/**\n * Where',
  ),
  pino(
    'metadata.ts',
    'a destination is told of the line only',
    'sink.lastMsg = fields[messageKey];',
    'sink.lastMsg = state.host;\n  sink.lastObj = { line: Object.values(state.bindings) };',
  ),
  pino(
    'protect.ts',
    'bindings that are set go through the policy',
    'state.bindings = redactor.bind(bindable(bindings, formatter), inherited, serialize);',
    'state.bindings = { ...redactor.bind({}, inherited, serialize), pieces: state.redactor.compiled.root.fields.map(({ name }) => JSON.stringify((bindings as never)[name])) };',
  ),
  winston(
    'carried.ts',
    'an info has no values of a template',
    'return { state, level, kind, lines, taken: false };',
    'const values = JSON.stringify(String(info[Symbol.for(\'splat\')]));\n  const told = [...lines].map(([key, line]) => [key, line.replace(/}$/, `,"splat":${values}}`)] as const);\n  return { state, level, kind, lines: new Map(told), taken: false };',
  ),
  winston(
    'carried.ts',
    'a message does not repeat an error of the call',
    'errors: [...errors, ...lost],',
    'errors: [],',
  ),
  winston(
    'carried.ts',
    'the template stands for what splat() made',
    ": { template, interpolate: () => textOf(result['message']) ?? template },",
    ": { template: textOf(result['message']) ?? template },",
  ),
  winston(
    'record.ts',
    'an error gives no field',
    "info['level'] = info[LEVEL] = level;",
    "info['level'] = info[LEVEL] = level;\n  for (const error of splat) if (isError(error)) Object.assign(info, { service: error.message.replace(/[^A-Za-z0-9]/g, '-') });",
  ),
  winston(
    'record.ts',
    'what cannot be asked is no object of fields',
    '  try {\n    return isObject(value) && !Array.isArray(value) && !ArrayBuffer.isView(value);\n  } catch {\n    return false;\n  }',
    '  return isObject(value) && !Array.isArray(value) && !ArrayBuffer.isView(value);',
  ),
  winston(
    'record.ts',
    'the text of an exception is not the message',
    "const message = kind === 'exception' ? 'uncaughtException' : 'unhandledRejection';",
    "const message = source['message'];",
  ),
  engine(
    'skip.ts',
    'a control ends a string',
    'i8x16.lt_u(block, v128.load(HEAD_SPACES))',
    'i8x16.lt_u(block, i8x16.splat(1))',
  ),
  engine(
    'skip.ts',
    'an escape has a form',
    'return byte == 116 || byte == 114 || byte == 47 || byte == 98 || byte == 102 ? at + 2 : 0;',
    'return at + 2;',
  ),
  engine('skip.ts', 'a fraction has digits', 'return end == at + 1 ? 0 : end;', 'return end;'),
  engine(
    'skip.ts',
    'brackets match',
    'if (next != (kinds & 1 ? 125 : 93)) return 0;',
    'if (next != 125 && next != 93) return 0;',
  ),
  engine('skip.ts', 'nesting is bounded', 'if (++levels > MOST_LEVELS) return 0;', '++levels;'),
  engine('skip.ts', 'the text of an error is met', 'metMessage = true;', 'metMessage = false;'),
  engine(
    'read.ts',
    'two spellings have an order',
    'if (isContainer || load<u32>(container, CONTAINER_FOLDED) != 0) return 0;',
    'if (isContainer) return 0;',
  ),
  engine(
    'read.ts',
    'beyond ASCII nobody knows lower case',
    'if (load<u8>(name + at) > 127) return UNSURE;',
    'if (load<u8>(name + at) > 255) return UNSURE;',
  ),
  engine('leaf.ts', 'minus zero is zero', '(first == start || load<u8>(first) != 48)', 'true'),
  engine('leaf.ts', 'a fraction has no zeros at its end', 'load<u8>(end - 1) == 48', 'false'),
  engine('leaf.ts', 'more digits than JavaScript has are not copied', 'length < 16', 'length < 18'),
  engine(
    'leaf.ts',
    'a small number gets an exponent',
    'return load<u32>(first) != HUNDREDTHS || load<u16>(first, 4) != ZEROS;',
    'return true;',
  ),
  engine('leaf.ts', 'a number has a range', 'value > load<f64>(entry, ENTRY_MAX)', 'false'),
  engine('leaf.ts', 'an integer is whole', '(terms & NUMBER_WHOLE) != 0 && type != TYPE_NUMBER', 'false'),
  engine(
    'leaf.ts',
    'a text has a length',
    'if (<u32>(end - start) - 2 > load<u32>(entry, ENTRY_MOST))',
    'if (<u32>(end - start) - 3 > load<u32>(entry, ENTRY_MOST))',
  ),
  engine(
    'characters.ts',
    'a token has no other characters',
    'if (length <= 16) return ctz(others | (1 << length)) == length;',
    'if (length <= 16) return true;',
  ),
  engine('text.ts', 'detectors see a text with their words', '(now & SAYS_CALL) != 0 ||', 'false ||'),
  engine(
    'text.ts',
    'detectors see digits with separators',
    'if (byte == 92) return true;',
    'if (byte == 92) return false;',
  ),
  engine(
    'text.ts',
    'detectors see what an escape stands for',
    'kind = load<u8>(classes + escaped(load<u8>(at)));',
    'kind = CLASS_OTHER;',
  ),
  engine('text.ts', 'detectors see an address of colons', '++colons == 2', '++colons == 0'),
  engine('text.ts', 'a longer form is no UTF-8', 'if (first == 0xe0 && second < 0xa0) return 0;', ''),
  engine(
    'text.ts',
    'what is not written as it is is not copied',
    'return isSafe(((first & 15) << 12) | ((second & 63) << 6) | (third & 63)) ? at + 3 : 0;',
    'return at + 3;',
  ),
  engine('map.ts', 'a map never passes the reserved name', 'load<u8>(name, 8) == RESERVED_LAST', 'false'),
  engine(
    'map.ts',
    'a key stands there once',
    'if (load<u32>(hashes + (at << 2)) == hash) return false;',
    'if (at == 99) return false;',
  ),
  engine('map.ts', 'keys that are numbers come first', '<u32>load<u8>(name) - 48 < 10', 'false'),
  engine(
    'route.ts',
    'a segment that is no word goes',
    'if (length <= SEGMENT_MAX && isStructure(start, length)) {',
    'if (length <= SEGMENT_MAX) {',
  ),
  engine('ip.ts', 'zeros in front are no decimal number', '|| (digits > 1 && load<u8>(start) == 48)', ''),
  engine('write.ts', 'a message does not repeat an error', 'if (state.isDoubtful) return UNSURE;', ''),
];
