import { describe, expect, it } from 'vitest';
import { secretAssignment } from './index.js';
import { classifyName } from './name.js';

const found = (text: string) =>
  secretAssignment.find(text).map((finding) => text.slice(finding.start, finding.end));

const NAMES = [
  ...[
    'password',
    'passwd',
    'pwd',
    'secret',
    'token',
    'api_key',
    'apikey',
    'api-key',
    'access_token',
    'refresh_token',
  ],
  ...[
    'client_secret',
    'authorization',
    'session',
    'sessionid',
    'sid',
    'cookie',
    'set-cookie',
    'private_key',
    'passphrase',
  ],
  ...[
    'DB_PASSWORD',
    'userPassword',
    'newPassword2',
    'x-api-key',
    'APIKey',
    'awsSecretAccessKey',
    'PHPSESSID',
    'connect.sid',
  ],
  ...['_csrf', 'idToken', 'credentials', 'db_pass', 'token_secret'],
  ...['Ocp-Apim-Subscription-Key', 'x-functions-key', 'licenseKey', 'DD_APP_KEY', 'hmac_key', 'consumer_key'],
];

describe('secret-assignment', () => {
  it.each(NAMES)('hides the value of %s in every form', (name) => {
    for (const cased of [name, name.toUpperCase()]) {
      expect(found(`${cased}=xY7`)).toEqual(['xY7']);
      expect(found(`${cased}: xY7\n`)).toEqual(['xY7']);
      expect(found(`"${cased}":"x Y7",`)).toEqual(['x Y7']);
      expect(found(`\\"${cased}\\":\\"x Y7\\",`)).toEqual(['x Y7']);
      expect(found(`\\\\\\"${cased}\\\\\\":\\\\\\"x Y7\\\\\\",`)).toEqual(['x Y7']);
      expect(found(`--${cased}='x Y7' x`)).toEqual(['x Y7']);
      expect(found(`?${cased}=xY7&a=1`)).toEqual(['xY7']);
      expect(found(`{ ${cased}: 'x Y7' }`)).toEqual(['x Y7']);
    }
  });

  it.each([
    'tokens',
    'maxTokens',
    'token_type',
    'passwordLength',
    'session_timeout',
    'secretary',
    'monkey',
    'author',
    'publicKey',
    'primaryKey',
    'cache_key',
    'storageKey',
  ])('takes %s for no secret', (name) => {
    expect(classifyName(name)).toBeUndefined();
  });

  it.each(['%s', '%o', '{name}', '{}', '${user.name}', '%s:%s', '%d.'])(
    'leaves the hole %s of a format string',
    (hole) => {
      expect(found(`password=${hole}`)).toEqual([]);
      expect(found(`token: "${hole}", x`)).toEqual([]);
    },
  );

  it('hides what only begins like a hole', () => {
    expect(found('password=%secret')).toEqual(['%secret']);
    expect(found('password={a b}')).toEqual(['{a b}']);
  });

  it('ends a value at a delimiter that something follows, not at one within', () => {
    expect(found('password=a,b;c&d|e, x=1')).toEqual(['a,b;c&d|e']);
    expect(found('password=a,b=c')).toEqual(['a']);
    expect(found('f(password=a)')).toEqual(['a']);
    expect(found('password=a)b')).toEqual(['a)b']);
  });

  it('hides all of a value whose quotes or brackets never close', () => {
    expect(found('password="a b c')).toEqual(['a b c']);
    expect(found('session={"a":1, "b"')).toEqual(['{"a":1, "b"']);
  });

  it('counts the backslashes of escaped quotes', () => {
    expect(found(String.raw`"password":"a\\" b`)).toEqual([String.raw`a\\`]);
    expect(found(String.raw`"password":"a\" b"`)).toEqual([String.raw`a\" b`]);
    expect(found(String.raw`\"password\":\"a\\\\\" b`)).toEqual([String.raw`a\\\\`]);
  });

  it('hides a pin only where it is a number', () => {
    expect(found('pin=1234 otp: "123456" pin: high pin=12')).toEqual(['1234', '123456']);
  });

  it('hides what only begins like a status, and a status in quotes or after an equals sign', () => {
    expect(found('password: required1')).toEqual(['required1']);
    expect(found('password: ok-then')).toEqual(['ok-then']);
    expect(found('password=required')).toEqual(['required']);
    expect(found('password: "reset"')).toEqual(['reset']);
    expect(found('passphrase: changed horse battery')).toEqual(['changed horse battery']);
    expect(found('pin: 2000')).toEqual(['2000']);
  });

  it('hides a pwd that is no path, and credentials that are no mode', () => {
    expect(found('pwd=/x9!k pwd=var/app db_pwd=/var/app')).toEqual(['/x9!k', 'var/app', '/var/app']);
    expect(found('credentials=includeme')).toEqual(['includeme']);
  });

  it('hides the value of a pair of name and value, whichever comes first', () => {
    expect(found(`{ name: 'db_password', type: 'a', value: 'x y' }`)).toEqual(['x y']);
    expect(found(String.raw`{\"key\":\"token\",\"value\":\"x y\"}`)).toEqual(['x y']);
    expect(found('[{"value":"a","name":"x"},{"value":"b","name":"token"}]')).toEqual(['b']);
    expect(found('{"name":"x-api-key","value":"b"}')).toEqual(['b']);
    expect(found('<ns:password id="1" value="x"></ns:password>')).toEqual(['x']);
  });

  it('hides all of a long word after nothing but a space', () => {
    expect(found(`password is ${'a1'.repeat(200)} ok`)).toEqual(['a1'.repeat(200)]);
  });

  it('keeps the scheme of an authorization', () => {
    expect(found('Authorization: Bearer abc')).toEqual(['abc']);
    expect(found('"authorization":"Basic YTpi"')).toEqual(['YTpi']);
  });
});
