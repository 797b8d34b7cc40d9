import { expect, it } from 'vitest';
import { hintNearest, nearestName } from './nearest.js';

it('finds the name that was probably meant', () => {
  expect(nearestName('feilds', ['fields', 'limits'])).toBe('fields');
  expect(nearestName('Message', ['message'])).toBe('message');
  expect(nearestName('message', ['MESSAGE'])).toBe('MESSAGE');
});

it.each([
  ['a letter too much', 'fieldss', 'fields'],
  ['a letter too few at the end', 'field', 'fields'],
  ['a letter too few at the start', 'ields', 'fields'],
  ['another letter', 'fialds', 'fields'],
  ['two others', 'fiaads', 'fields'],
  ['one other of two', 'ib', 'ip'],
  ['one other of three', 'kep', 'key'],
  ['three others of ten', 'xxxperties', 'properties'],
  ['four others of twelve', 'xxxxngLength', 'stringLength'],
])('takes a name for another one by %s', (_, name, meant) => {
  expect(nearestName(name, [meant])).toBe(meant);
});

it.each([
  ['two others of two', 'ab', 'ip'],
  ['two others of three', 'kxx', 'key'],
  ['three too many of five', 'keyab', 'ke'],
  ['three others of six', 'fiaaas', 'fields'],
  ['five others of twelve', 'xxxxxgLength', 'stringLength'],
  ['three too many of six', 'fields', 'fie'],
  ['two missing at the start and two more at the end', 'mitsab', 'limits'],
])('but not by %s', (_, name, meant) => {
  expect(nearestName(name, [meant])).toBeUndefined();
});

it('finds the nearest of several, the first of those that are as near', () => {
  expect(nearestName('limitx', ['lixitx', 'limits', 'limit'])).toBe('lixitx');
  expect(nearestName('limitx', ['lixxts', 'limits', 'limit'])).toBe('limits');
});

it('finds nothing where no name is near', () => {
  expect(nearestName('password', ['fields', 'limits'])).toBeUndefined();
  expect(hintNearest('password', ['fields', 'limits'])).toBe('known here: fields, limits');
});

it('says so where there are no names', () => {
  expect(hintNearest('password', [])).toBe('there are none here');
});

it('does not compare endless names', () => {
  expect(nearestName('x'.repeat(1_000_000), ['fields'])).toBeUndefined();
  const long = 'x'.repeat(64);
  expect(nearestName(long, [`${long}y`])).toBe(`${long}y`);
  expect(nearestName(`${long}y`, [long])).toBeUndefined();
});
