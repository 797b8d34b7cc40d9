import { isAlphanumeric } from '../characters.js';
import { CERTAIN, LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';
import { isHost } from './host.js';
import { findSpelled, SPELLED_TRIGGERS } from './spelled.js';

/** E-mail addresses, internationalized ones included. */
export const email: Detector = {
  id: 'email',
  description:
    'E-mail addresses: a local part, an at sign and a host name with a top-level label of letters, or with the signs spelled out as in "ada [at] example [dot] com" and, before a common top-level label, "ada at example dot com"; not the git@host:path of a repository, names of files, messages and systemd units, nor accounts of programs at Google Cloud.',
  source: 'RFC 5321 section 4.1.2 (addresses), RFC 6531 (internationalized addresses)',
  placeholder: '[email]',
  confidence: [CERTAIN, LIKELY],
  triggers: [['@', ...SPELLED_TRIGGERS]],
  find,
  examples: [
    { text: 'mail to ada@example.com failed', redacted: 'mail to [email] failed' },
    { text: 'from=<a.b+tag@mail.example.co.uk>,', redacted: 'from=<[email]>,' },
    { text: '{"to":"o\'neil_99@example.org"}', redacted: '{"to":"[email]"}' },
    { text: 'GET /invite?to=ada%40example.com&x=1', redacted: 'GET /invite?to=[email]&x=1' },
    { text: 'jörg@müller.example wrote', redacted: '[email] wrote' },
    { text: 'cc:a@b.example,c@d.example.', redacted: 'cc:[email],[email].' },
    { text: 'export of ada@example.com.json', redacted: 'export of [email]' },
    { text: 'ada [at] example [dot] com, ada(at)example.com', redacted: '[email], [email]' },
    { text: 'write to ada at mail dot example dot com.', redacted: 'write to [email].' },
    { text: 'from=ada_at_example_dot_com ada @ example . org', redacted: 'from=[email] [email]' },
    { text: '"\\u0061da\\u0040example.com"', redacted: '"[email]"' },
  ],
  counterExamples: [
    'logo@2x.png not found',
    'installed lodash@4.17.21 and @scope/pkg@1.0.0-rc.beta',
    'com.acme.Session@1b2c3d4e',
    '@Injectable() class Foo',
    'sprites/tenant@2x-d2eb09fa.png, hero@2x.min.webp and main@a1b2.js.map',
    'as my-app@project-1.iam.gserviceaccount.com',
    'Message-ID: <20240101.17@mail.example.com>',
    'Started user@1000.service, lib@v1.2.3-rc.candidate',
    'meet @ noon. Bring lunch',
    'root@localhost logged in',
    'cloning git@github.com:acme/app.git',
    'cloning ssh://git@github.com/acme/app.git',
    'celery@worker-1.acme ready, rabbit@mq-0.mq.default.svc.cluster.local is down, git@github.com/acme/app',
    'image acme/app@sha256:9f86d081884c7d65',
    'failed (at) main.js, [at] line 12 and created_at_idx',
    'look at the dot on the map, a dot at a time',
    'we work at example dot com, see at dot net',
    'y = a @ b.T and meet @ example.party',
  ],
};

function find(text: string): readonly Finding[] {
  const spelled = findSpelled(text);
  return spelled.length === 0 ? findWritten(text) : mergeOverlaps([...findWritten(text), ...spelled]);
}

function findWritten(text: string): Finding[] {
  const findings: Finding[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const end = domainEnd(text, at + 1);
    const start = end === -1 ? at : localStart(text, at);
    if (
      start === at ||
      isUserinfo(text, start) ||
      isMessageId(text, start) ||
      isRepository(text, start, at, end) ||
      OF_PROGRAM.test(text.slice(start, at))
    )
      continue;
    const last = findings.at(-1);
    // In a@b.example@c.example the two share the middle; one finding covers both.
    if (last !== undefined && start < last.end) findings.pop();
    findings.push({
      detector: 'email',
      start: last !== undefined && start < last.end ? last.start : start,
      end,
      confidence: CERTAIN,
    });
  }
  return findings;
}

/** Where the local part begins that ends before `at`; `at` where there is none. */
function localStart(text: string, at: number): number {
  let start = at;
  while (isLocal(text.charCodeAt(start - 1))) start--;
  // Dots, quotes and hyphens may stand inside, not in front.
  while (start < at && isInner(text.charCodeAt(start))) start++;
  return start;
}

/** Where the host name ends that begins at `from`; -1 where it is none. */
function domainEnd(text: string, from: number): number {
  let end = from;
  while (isDomain(text.charCodeAt(end))) end++;
  while (end > from && isInner(text.charCodeAt(end - 1))) end--;
  return isHost(text.slice(from, end)) ? end : -1;
}

/** What programs call the nodes that they run on. */
const OF_PROGRAM = /^(?:celery|rabbit|rabbitmq|ejabberd|couchdb|kafka-\d{1,4})$/i;

/** `user:name@host` after `://` is no address but userinfo, which another detector replaces. */
function isUserinfo(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - USERINFO_REACH), start);
  return USERINFO.test(before);
}

/** `Message-ID: <…@host>` names a message, `cid:…@host` a part of it. */
function isMessageId(text: string, start: number): boolean {
  return MESSAGE_ID.test(text.slice(Math.max(0, start - 20), start));
}

const MESSAGE_ID = /(?:message-?id[\s:="']{0,4}<?|\bcid:)$/i;

/** The user name that every Git host has, with a path after the host. */
function isRepository(text: string, start: number, at: number, end: number): boolean {
  return at - start === 3 && text.startsWith('git', start) && /^[:/][\w~/.-]/.test(text.slice(end, end + 2));
}

const USERINFO_REACH = 256;
const USERINFO = /:\/\/[^\s/?#"'<>,]*$/;

function isLocal(code: number): boolean {
  return isWord(code) || isInner(code) || LOCAL_EXTRA.has(code);
}

function isDomain(code: number): boolean {
  return isWord(code) || code === 45 || code === 46;
}

/** `-`, `.` and `'`. */
function isInner(code: number): boolean {
  return code === 45 || code === 46 || code === 39;
}

/** What RFC 5322 allows in an atom, but for what separates values in log lines: `=&?/|{}` and the backtick. */
const LOCAL_EXTRA: ReadonlySet<number> = new Set(Array.from('_+!#$%*^~', (char) => char.charCodeAt(0)));

function isWord(code: number): boolean {
  return isAlphanumeric(code) || (code > 127 && WORD.test(String.fromCharCode(code)));
}

const WORD = /[\p{L}\p{M}\p{N}]/u;
