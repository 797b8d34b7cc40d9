import { errorTypeOf } from '../../json/error-type.js';
import { quote } from '../../json/json-text.js';

/** What tells errors apart without telling what they say. Absent parts are undefined. */
export interface ErrorKind {
  readonly type: string;
  readonly code: string | number | undefined;
  readonly syscall: string | undefined;
  readonly status: number | undefined;
}

/** The kind of an error, or of what a serializer made of it; undefined for anything else. Never throws. */
export function kindOf(error: object): ErrorKind | undefined {
  const type = errorTypeOf(error);
  if (type === undefined) return undefined;
  return {
    type,
    code: codeOf(read(error, 'code')),
    syscall: syscallOf(read(error, 'syscall')),
    status: statusOf(read(error, 'status')) ?? statusOf(read(error, 'statusCode')),
  };
}

/** The parts that are there, as members of a JSON object. */
export function kindParts({ type, code, syscall, status }: ErrorKind): string[] {
  const parts = [`"type":${quote(type)}`];
  if (code !== undefined) parts.push(`"code":${typeof code === 'string' ? quote(code) : code}`);
  if (syscall !== undefined) parts.push(`"syscall":"${syscall}"`);
  if (status !== undefined) parts.push(`"status":${status}`);
  return parts;
}

/**
 * `ERR_HTTP2_HEADERS_SENT`, `auth/user-not-found`, `P2002`; or the five characters of an SQLSTATE. Letters of both
 * cases mixed with digits only where it is short: longer it would be a key.
 */
const CODE =
  /^(?:[A-Z][A-Z0-9_]{0,47}|[A-Za-z][A-Za-z_./-]{0,47}|[A-Za-z][A-Za-z0-9_./-]{0,23}|[0-9][0-9A-Za-z]{0,5})$/;
const CODE_NUMBER_MAX = 999_999;

function codeOf(code: unknown): string | number | undefined {
  if (typeof code === 'string') return code.length <= 48 && CODE.test(code) ? code : undefined;
  const inRange = Number.isInteger(code) && Number(code) >= 0 && Number(code) <= CODE_NUMBER_MAX;
  // `+ 0` turns -0 into 0.
  return inRange ? Number(code) + 0 : undefined;
}

/**
 * What Node names in errors of the system: the calls of its `fs`, `net`, `dns`, `dgram`, `child_process` and `process`
 * modules. The name of a program, which it puts behind `spawn`, is data.
 */
const SYSCALLS: ReadonlySet<string> = new Set(
  [
    'accept access bind chdir chmod chown close connect copyfile cp dup epoll_ctl fchmod fchown fcntl fdatasync fstat fsync',
    'ftruncate futime futimes getaddrinfo getnameinfo getpeername getpwnam getsockname ioctl kill lchown link listen lstat',
    'lutime lutimes mkdir mkdtemp mmap open opendir pipe poll queryA queryAaaa queryAny queryCaa queryCname queryMx queryNaptr',
    'queryNs queryPtr querySoa querySrv queryTxt read readdir readlink realpath recvmsg rename rm rmdir scandir send sendfile',
    'sendmsg setsockopt shutdown socket spawn stat statfs symlink truncate uptime utime utimes unlink uv_chdir uv_cwd',
    'uv_interface_addresses uv_os_get_passwd uv_os_getpriority uv_os_setpriority uv_resident_set_memory uv_uptime watch write',
    'writev',
  ]
    .join(' ')
    .split(' '),
);

function syscallOf(syscall: unknown): string | undefined {
  return typeof syscall === 'string' && SYSCALLS.has(syscall) ? syscall : undefined;
}

/** Of HTTP. */
function statusOf(status: unknown): number | undefined {
  return Number.isInteger(status) && Number(status) >= 100 && Number(status) <= 599
    ? Number(status)
    : undefined;
}

function read(error: object, key: string): unknown {
  try {
    return (error as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}
