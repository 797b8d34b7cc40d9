import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEncrypter, decrypt, generateIdentity, recipientOf, splitFile } from './index.js';

const identity = generateIdentity();
const recipients = [recipientOf(identity), recipientOf(generateIdentity())];

describe('an encrypter', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const headerOf = (file: Buffer) => splitFile(file).header.toString('latin1');
  const nonceOf = (file: Buffer) => splitFile(file).payload.toString('latin1', 0, 16);

  it('uses one header, and a nonce of its own for each value', () => {
    const encrypter = createEncrypter(recipients);
    const files = Array.from({ length: 100 }, (_, number) => encrypter.encrypt(`value ${number}`));
    expect(new Set(files.map(headerOf)).size).toBe(1);
    expect(new Set(files.map(nonceOf)).size).toBe(100);
    expect(files.map((file) => decrypt(file, [identity]).toString())).toEqual(
      files.map((_, number) => `value ${number}`),
    );
  });

  it('takes another file key after a minute, and after 10,000 values', () => {
    const encrypter = createEncrypter(recipients);
    const first = headerOf(encrypter.encrypt('a'));
    vi.advanceTimersByTime(59_999);
    expect(headerOf(encrypter.encrypt('b'))).toBe(first);
    vi.advanceTimersByTime(1);
    const second = headerOf(encrypter.encrypt('c'));
    expect(second).not.toBe(first);
    for (let count = 1; count < 10_000; count++) encrypter.encrypt('');
    expect(headerOf(encrypter.encrypt('d'))).not.toBe(second);
  });

  it('takes another where the timers of a busy process are late', () => {
    const encrypter = createEncrypter(recipients);
    const first = headerOf(encrypter.encrypt('a'));
    const late = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    expect(headerOf(encrypter.encrypt('b'))).not.toBe(first);
    late.mockRestore();
  });

  it('forgets when it is told to, and keeps no process alive', () => {
    const encrypter = createEncrypter(recipients, { maxAge: 5 });
    const first = headerOf(encrypter.encrypt('a'));
    encrypter.forget();
    expect(vi.getTimerCount()).toBe(0);
    expect(headerOf(encrypter.encrypt('b'))).not.toBe(first);
  });

  it('refuses longer times, more values, and recipients that are none', () => {
    const badOption = expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS' }) as Error;
    for (const options of [{ maxAge: 60_001 }, { maxAge: 0 }, { maxValues: 10_001 }, { maxValues: 1.5 }]) {
      expect(() => createEncrypter(recipients, options)).toThrow(badOption);
    }
    expect(() => createEncrypter([identity])).toThrow('this is an identity, a private key');
  });
});
