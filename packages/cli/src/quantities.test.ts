import { describe, expect, it } from 'vitest';
import { parseDuration, parseMoment, parseSize } from './quantities.js';

describe('an option', () => {
  it('that is a time has a unit', () => {
    expect(['90s', '30m', '12h', '30d'].map(parseDuration)).toEqual([
      90_000, 1_800_000, 43_200_000, 2_592_000_000,
    ]);
    for (const text of ['', '30', 'd', '-1d', '1.5h', '1w', '1d ', '1e3s', '9999999999s']) {
      expect(() => parseDuration(text), text).toThrow('s, m, h or d');
    }
  });

  it('that is a size is in bytes, or has a unit', () => {
    expect(['1000', '64K', '64M', '2G', '1T'].map(parseSize)).toEqual([
      1000,
      65_536,
      67_108_864,
      2_147_483_648,
      2 ** 40,
    ]);
    for (const text of ['', 'M', '-1', '1.5G', '1MB', '1k', '0x10', '999999999999999T']) {
      expect(() => parseSize(text), text).toThrow('Write bytes');
    }
  });

  it('that is a moment has a zone, or is a day', () => {
    expect(parseMoment('2026-11-29')).toEqual(new Date(Date.UTC(2026, 10, 29)));
    expect(parseMoment('2026-11-29T12:00:00Z')).toEqual(new Date(Date.UTC(2026, 10, 29, 12)));
    expect(parseMoment('2026-11-29T12:00+02:00')).toEqual(new Date(Date.UTC(2026, 10, 29, 10)));
    for (const text of [
      '',
      'tomorrow',
      '2026',
      '2026-13-01',
      '2026-11-29T12:00:00',
      '1764400000000',
      '11/29/2026',
    ]) {
      expect(() => parseMoment(text), text).toThrow('Write a time');
    }
  });
});
