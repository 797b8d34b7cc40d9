import { describe, expect, it } from 'vitest';
import { createRedactor, definePolicy, type EngineName, parsePolicy, compilePolicy } from '../index.js';

const document = definePolicy({
  logsieve: 1,
  fields: { note: { keep: 'string', max: 40 }, 'user.id': { keep: 'token' } },
  limits: { lineBytes: 200 },
});
const open = (fields: Parameters<typeof parsePolicy>[0] = document) =>
  createRedactor(compilePolicy(parsePolicy(fields)));

const NOT_JSON = '{"_logsieve":{"error":"ERR_LOGSIEVE_NOT_JSON"}}\n';
const TOO_LONG = '{"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}}\n';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (...parts: readonly Uint8Array[]) =>
  parts.map((part) => new TextDecoder().decode(part)).join('');

describe.each<EngineName>(['wasm', 'js'])('a stream of lines, engine %s', (engine) => {
  const through = (...chunks: readonly string[]) => {
    const stream = open().lines({ engine });
    return text(...chunks.map((chunk) => stream.push(bytes(chunk))), stream.end());
  };

  it('is what runs', () => {
    expect(open().lines({ engine }).engine()).toBe(engine);
  });

  it('puts a stub for a line that would come out over the limit', () => {
    const rule = { replace: 'r'.repeat(250) };
    const stream = open({ ...document, fields: { a: rule, note: { keep: 'string' } } }).lines({ engine });
    expect(text(stream.push(bytes('{"level":30,"note":"a@b.example","a":1}\n{"note":"x"}\n')))).toBe(
      '{"level":30,"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}}\n{"note":"x"}\n',
    );
  });

  it('gives each line redacted, with a line feed', () => {
    expect(through('{"level":30,"x":1}\n{"note":"a","user":{"id":"u1","name":"b"}}\n')).toBe(
      '{"level":30}\n{"note":"a","user":{"id":"u1"}}\n',
    );
  });

  it('puts the lines into memory that it is given, be it that of the chunk', () => {
    const stream = open().lines({ engine });
    const memory = new Uint8Array(100).fill(7);
    memory.set(bytes('{"level":30,"x":1}\n{"lev'));
    const first = stream.pushInto(memory.subarray(0, 24), memory);
    expect([first.buffer, first.byteOffset, text(first)]).toEqual([memory.buffer, 0, '{"level":30}\n']);
    const second = stream.pushInto(bytes('el":40,"x":2}\n'), memory);
    expect([second.buffer, text(second)]).toEqual([memory.buffer, '{"level":40}\n']);
  });

  it('gives memory of their own to lines that do not fit', () => {
    const stream = open().lines({ engine });
    const memory = new Uint8Array(12).fill(7);
    const lines = stream.pushInto(bytes('{"level":30,"x":1}\n'), memory);
    expect(text(lines)).toBe('{"level":30}\n');
    expect(lines.buffer).not.toBe(memory.buffer);
    expect(memory).toEqual(new Uint8Array(12).fill(7));
    // Nothing of the engine's own memory, which has had raw lines.
    expect(lines.buffer.byteLength).toBeLessThan(100);
  });

  it('puts a placeholder for a blank line and for one that is not JSON', () => {
    expect(through('\n\r\nhello\n[1]\n{"level":30}{}\n\ufeff{}\n')).toBe(NOT_JSON.repeat(6));
  });

  it('does not take the carriage return of a line end for a part of the line', () => {
    const line = `{"note":"a","x":"${'x'.repeat(181)}"}`;
    expect(line).toHaveLength(200);
    expect(through(`${line}\r\n${line}\n${line}x\r\n${line}\r\r\n`)).toBe(
      `{"note":"a"}\n{"note":"a"}\n${TOO_LONG}${TOO_LONG}`,
    );
  });

  it('puts a placeholder for a line over the limit, however it is cut, and goes on', () => {
    const long = `{"note":"${'x'.repeat(500)}"}`;
    const whole = `${long}\n{"level":30}\n`;
    const expected = `${TOO_LONG}{"level":30}\n`;
    expect(through(whole)).toBe(expected);
    expect(through(...whole)).toBe(expected);
    expect(through('x'.repeat(100_000), `${'x'.repeat(100_000)}\n{"level":30}\n`)).toBe(expected);
    expect(through(long)).toBe(TOO_LONG);
  });

  it.each([
    ['comes out beside much text', { text: 'a, b, '.repeat(40_000) }, true],
    ['comes out beside many values', { list: new Array(99_000).fill(1) }, true],
    ['goes beside more values than are searched for errors', { list: new Array(130_000).fill(1) }, false],
  ])('a message %s', (_, more, comesOut) => {
    const stream = open({ logsieve: 1 }).lines({ engine });
    const line = JSON.stringify({ level: 30, ...more, msg: 'done' });
    expect(line.length).toBeGreaterThan(190_000);
    expect(text(stream.push(bytes(`${line}\n`)))).toBe(
      comesOut ? '{"level":30,"msg":"done"}\n' : '{"level":30}\n',
    );
  });

  it('gives the last line at the end where it has no line feed, and is ready for more', () => {
    const stream = open().lines({ engine });
    expect(text(stream.push(bytes('{"level":30}\n{"level"')))).toBe('{"level":30}\n');
    expect(text(stream.push(bytes(':40')))).toBe('');
    expect(text(stream.push(bytes('}')))).toBe('');
    expect(text(stream.end(), stream.end())).toBe('{"level":40}\n');
    expect(text(stream.push(bytes('{"level":50}\n')))).toBe('{"level":50}\n');
  });

  it('gives the same lines wherever they are cut', () => {
    const lines =
      '{"note":"caf\u00e9 \u{1f600}","user":{"id":7}}\r\n\n{"note":"a@b.example","x":[{"a":"\\n"}]}\n{';
    const all = bytes(lines);
    const expected = through(lines);
    for (let cut = 0; cut <= all.length; cut++) {
      const stream = open().lines({ engine });
      expect(text(stream.push(all.subarray(0, cut)), stream.push(all.subarray(cut)), stream.end())).toBe(
        expected,
      );
    }
  });

  it('gives many lines in one chunk', () => {
    const line = `{"note":"${'n'.repeat(40)}","x":"${'x'.repeat(100)}"}\n`;
    expect(through(line.repeat(20_000)) === `{"note":"${'n'.repeat(40)}"}\n`.repeat(20_000)).toBe(true);
  });

  it('asks for the policy in force at every chunk', () => {
    const redactor = open();
    const stream = redactor.lines({ engine });
    const line = bytes('{"level":30,"note":"a"}\n');
    expect(text(stream.push(line))).toBe('{"level":30,"note":"a"}\n');
    redactor.replacePolicy(compilePolicy(parsePolicy({ logsieve: 1 })));
    expect(text(stream.push(line))).toBe('{"level":30}\n');
  });

  it('removes what a tightened redactor removes, and counts into the same counters', () => {
    const redactor = open();
    const stream = redactor.tighten(['note', 'user.id']).lines({ engine });
    expect(text(stream.push(bytes('{"level":30,"note":"a","user":{"id":1}}\n')))).toBe('{"level":30}\n');
    expect(redactor.counters()).toMatchObject({ records: 1, kept: 1, removed: 2 });
  });

  it('counts as redactLine does', () => {
    const lines = [
      '{"user":{"id":1,"x":2,"y":3},"user":{"id":3,"x":4},"note":1,"note":"a"}',
      '{"level":30,"note":"mail a@b.example","x":1}',
      '',
      '{"note":null,"user":17,"msg":"hello"}',
      'x',
    ];
    const [streamed, plain] = [open(), open()];
    const stream = streamed.lines({ engine });
    for (const line of lines) {
      stream.push(bytes(`${line}\n`));
      plain.redactLine(line);
    }
    expect(streamed.counters()).toEqual(plain.counters());
  });

  it('writes remarks where the policy has them, and tells of unlisted paths where somebody listens', () => {
    const compiled = compilePolicy(parsePolicy({ ...document, remarks: 'counts' }));
    const unlisted: string[] = [];
    const redactor = createRedactor(compiled, { onDiscovered: ({ path }) => unlisted.push(path) });
    const line = '{"level":30,"x":1}';
    expect(text(redactor.lines({ engine }).push(bytes(`${line}\n`)))).toBe(`${redactor.redactLine(line)}\n`);
    expect(unlisted).toEqual(['x']);
  });
});
