import type { DetectorExample } from '../detector.js';
import { ABROAD_COUNTER_EXAMPLES, ABROAD_EXAMPLES } from './abroad-examples.js';
import { CODE_COUNTER_EXAMPLES } from './code-examples.js';
import { NAME_COUNTER_EXAMPLES } from './name-examples.js';
import { PLACE_COUNTER_EXAMPLES, PLACE_EXAMPLES } from './place-examples.js';
import { PROGRAM_COUNTER_EXAMPLES } from './program-examples.js';
import { SENTENCE_COUNTER_EXAMPLES, SENTENCE_EXAMPLES } from './sentence-examples.js';
import { DUMP_COUNTER_EXAMPLES, DUMP_EXAMPLES } from './dump-examples.js';
import { MORE_COUNTER_EXAMPLES, MORE_EXAMPLES } from './more-examples.js';
import { TOLD_COUNTER_EXAMPLES, TOLD_EXAMPLES } from './told-examples.js';

/** One for each form in which a secret is assigned. */
export const EXAMPLES: readonly DetectorExample[] = [
  { text: 'password=hunter2', redacted: 'password=[secret]' },
  { text: 'login failed: passwd: hunter2, user: ada', redacted: 'login failed: passwd: [secret], user: ada' },
  { text: 'Pwd = "correct horse"; Server=x', redacted: 'Pwd = "[secret]"; Server=x' },
  { text: 'DB_PASSWORD=a,b!c status=200', redacted: 'DB_PASSWORD=[secret] status=200' },
  { text: "{ userPassword: 'it\\'s me', id: 1 }", redacted: "{ userPassword: '[secret]', id: 1 }" },
  { text: '{"password":"a\\"b c","x":1}', redacted: '{"password":"[secret]","x":1}' },
  {
    text: '{\\"password\\":\\"a \\\\\\"b\\",\\"x\\":1}',
    redacted: '{\\"password\\":\\"[secret]\\",\\"x\\":1}',
  },
  { text: '""password"":""hunter2"",', redacted: '""password"":""[secret]"",' },
  { text: 'GET /cb?token=abc&page=2', redacted: 'GET /cb?token=[secret]&page=2' },
  { text: 'to=%2Fcb%3Ftoken%3Dabc%26page%3D2', redacted: 'to=%2Fcb%3Ftoken%3D[secret]%26page%3D2' },
  { text: 'user[password]=x&user%5Bpin%5D=1234', redacted: 'user[password]=[secret]&user%5Bpin%5D=[secret]' },
  { text: 'run --db-password=x --verbose', redacted: 'run --db-password=[secret] --verbose' },
  { text: 'run --db-password x --verbose', redacted: 'run --db-password [secret] --verbose' },
  { text: "argv [ '--db-password', 'x y' ]", redacted: "argv [ '--db-password', '[secret]' ]" },
  {
    text: 'Authorization: Digest username="ada", response="6629"',
    redacted: 'Authorization: Digest [secret]',
  },
  { text: '"authorization":"Bearer abc"', redacted: '"authorization":"Bearer [secret]"' },
  { text: 'X-Api-Key: k-123\nHost: a', redacted: 'X-Api-Key: [secret]\nHost: a' },
  { text: 'Cookie: sid=abc; theme="dark blue"; x=1\nHost: a', redacted: 'Cookie: [secret]\nHost: a' },
  { text: 'set-cookie=sid=abc; Path=/; x=1 status=200', redacted: 'set-cookie=[secret] status=200' },
  {
    text: 'apikey:k1 api_key:k2 client_secret:k3',
    redacted: 'apikey:[secret] api_key:[secret] client_secret:[secret]',
  },
  {
    text: 'access_token=a refresh_token=b sessionid=c',
    redacted: 'access_token=[secret] refresh_token=[secret] sessionid=[secret]',
  },
  { text: '"set-cookie":["a=b; Path=/","c=d"],"x":1', redacted: '"set-cookie":[secret],"x":1' },
  { text: `password='it''s me' or "x"`, redacted: `password='[secret]' or "x"` },
  { text: 'passphrase: correct horse battery\nnext', redacted: 'passphrase: [secret]\nnext' },
  { text: 'session: { id: "a}b", user: 1 }, ok', redacted: 'session: [secret], ok' },
  { text: 'secrets: ["a", "b"] ok', redacted: 'secrets: [secret] ok' },
  {
    text: 'private_key=-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- ok',
    redacted: 'private_key=[secret] ok',
  },
  { text: 'private_key: |\n  -----BEGIN\n  MIIE\nname: x', redacted: 'private_key: [secret]\nname: x' },
  { text: "ALTER USER ada PASSWORD 'hunter'", redacted: "ALTER USER ada PASSWORD '[secret]'" },
  { text: 'the password is hunter2!', redacted: 'the password is [secret]' },
  {
    text: '<wsse:Password Type="text">hunter</wsse:Password>',
    redacted: '<wsse:Password Type="text">[secret]</wsse:Password>',
  },
  { text: 'name="password"\r\n\r\nhunter 2\r\n--x', redacted: 'name="password"\r\n\r\n[secret]\r\n--x' },
  { text: "Map(1) { 'password' => 'hunter2' }", redacted: "Map(1) { 'password' => '[secret]' }" },
  { text: 'pin=1234 cvv: "123"', redacted: 'pin=[secret] cvv: "[secret]"' },
  { text: '"password":\n  "x"', redacted: '"password":\n  "[secret]"' },
  { text: '{"name":"password","value":"x y"}', redacted: '{"name":"password","value":"[secret]"}' },
  { text: '{"value":"x y","key":"token"}', redacted: '{"value":"[secret]","key":"token"}' },
  { text: '<input name="password" value="x">', redacted: '<input name="password" value="[secret]">' },
  { text: '<password value="x y"/>', redacted: '<password value="[secret]"/>' },
  { text: 'password -> x, token\u2192y', redacted: 'password -> [secret], token\u2192[secret]' },
  { text: 'ada|password|x', redacted: 'ada|password|[secret]' },
  { text: 'creds=a:b auth=c', redacted: 'creds=[secret] auth=[secret]' },
  { text: 'token="cut off', redacted: 'token="[secret]' },
  ...MORE_EXAMPLES,
  ...ABROAD_EXAMPLES,
  ...TOLD_EXAMPLES,
  ...DUMP_EXAMPLES,
  ...SENTENCE_EXAMPLES,
  ...PLACE_EXAMPLES,
];

/** Sentences, numbers about secrets, format strings, and names that only look alike. */
export const COUNTER_EXAMPLES: readonly string[] = [
  'password reset requested',
  'token expired',
  'the session ended, please log in',
  'password is required',
  'password: required, token: Expired. session: ended jwt: malformed',
  'password: too short',
  'secrets: loaded 12',
  'authorization: denied for this route',
  'pin: 200 ms',
  'pwd=/var/app PWD="/home/x"',
  "credentials=same-origin credentials: 'include'",
  '| password | token |',
  'this.password->check',
  '{"name":"password","type":"string"},{"name":"x","value":"y"}',
  'auth: ok',
  'password=%s token: %o, pin=%d',
  'secret={name} token=${token} key=${…}',
  'api_key="%s" password=…',
  '{"inputTokens":12,"maxTokens":4096,"token_type":"bearer"}',
  'passwordLength=12 session_timeout: 30 token_count=5',
  'hasPassword: true, token=null, password=***',
  'secretary=Bob monkey=1 author: ada inside: x',
  'tests pass: 12 fail: 0',
  'gpio pin: 13 high',
  'Session::create and token://x',
  'at Session.token (/app/password.js:10:5)',
  'password=, user=ada',
  'password= user=ada',
  'hashed password sha256',
  'id 7f9c24e5-1a2b-4c3d-8e4f-5a6b7c8d9e0f of order 17',
  ...MORE_COUNTER_EXAMPLES,
  ...ABROAD_COUNTER_EXAMPLES,
  ...TOLD_COUNTER_EXAMPLES,
  ...DUMP_COUNTER_EXAMPLES,
  ...SENTENCE_COUNTER_EXAMPLES,
  ...PLACE_COUNTER_EXAMPLES,
  ...PROGRAM_COUNTER_EXAMPLES,
  ...CODE_COUNTER_EXAMPLES,
  ...NAME_COUNTER_EXAMPLES,
];
