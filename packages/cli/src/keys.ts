/** Keys on the command line: private ones never, only where they are. */
import { InvalidArgumentError, Option } from 'commander';
import type { KeptElsewhere, RecipientSource, RootSource } from '@logsieve/sealed';
import { required } from './verb.js';

const VARIABLE = 'env:';

/** `env:NAME` is a variable of the environment, all else the path of a file. */
function parseSource(text: string): KeptElsewhere {
  if (text === '' || text === VARIABLE) throw new InvalidArgumentError('Give a file, or env:NAME.');
  return text.startsWith(VARIABLE) ? { env: text.slice(VARIABLE.length) } : { file: text };
}

/** A public key, or where it is. */
function parseRecipient(text: string): RecipientSource {
  return text.startsWith('age1') ? text : parseSource(text);
}

/** A root key has its name, its id and its bytes, with plus signs between them. */
function parseRoot(text: string): RootSource {
  return /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/u.test(text) ? text : parseSource(text);
}

/** An option that can be given more than once. */
function several<T>(parse: (text: string) => T) {
  return (text: string, before: readonly T[] | undefined): readonly T[] => [...(before ?? []), parse(text)];
}

export const identityOption = () =>
  required(
    new Option(
      '--identity <file>',
      'private key that opens it: a file of mode 0600, or env:NAME; can be repeated',
    ).argParser(several(parseSource)),
  );

export const rootKeyOption = (what: string) =>
  required(
    new Option('--root-key <file>', `private root key, ${what}: a file of mode 0600, or env:NAME`).argParser(
      parseSource,
    ),
  );

export const rootOption = () =>
  required(
    new Option('--root <key>', 'public root key, or a file with it, or env:NAME')
      .env('LOGSIEVE_ROOT')
      .argParser(parseRoot),
  );

export const recipientOption = (flags = '--recipient <age1…>', whom = 'who can read') =>
  required(
    new Option(flags, `${whom}: age1…, or a file with it, or env:NAME; can be repeated`).argParser(
      several(parseRecipient),
    ),
  );
