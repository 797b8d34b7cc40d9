import { type Cells, type LayerContext, reportAt, setCell } from './merge/cell.js';

/** An X25519 public key in bech32. Its checksum is for who encrypts to check. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
/** The private half. */
const IDENTITY = /AGE-SECRET-KEY-/i;

/** True for what has the form of a recipient. */
export function isRecipient(text: string): boolean {
  return RECIPIENT.test(text);
}

/** The lists of recipients of a document, checked for what the schema cannot say. Never echoes one. */
export function readRecipients(
  lists: readonly [string, readonly string[]][],
  context: LayerContext,
): Cells<readonly string[]> {
  const cells: Cells<readonly string[]> = new Map();
  for (const [name, list] of lists) {
    const path = ['recipients', name];
    if (context.isFaulty(path)) continue;
    setCell(cells, name, list, path, context);
    for (const [index, recipient] of list.entries()) {
      if (isRecipient(recipient)) continue;
      reportAt([...path, index], context, { code: 'ERR_LOGSIEVE_POLICY_RECIPIENT', ...faultOf(recipient) });
    }
  }
  return cells;
}

function faultOf(recipient: string) {
  return IDENTITY.test(recipient)
    ? {
        message: 'the text is an identity, which decrypts',
        hint: 'keep it away from who writes logs, and make a new one: this one was in a policy. Write its recipient, age1…',
      }
    : {
        message: 'the text is no age recipient',
        hint: 'write an X25519 recipient, age1 and 58 characters, as age-keygen -y prints it',
      };
}
