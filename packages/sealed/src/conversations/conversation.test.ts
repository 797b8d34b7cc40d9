import { createEncrypter, generateIdentity, recipientOf } from '@logsieve/age';
import { createConversationRedactor } from '@logsieve/core';
import { expect, it } from 'vitest';
import { createConversations } from './conversation.js';

it(
  'takes time in proportion to the conversations that are in turn at once',
  { timeout: 120_000 },
  async () => {
    const redactor = createConversationRedactor({});
    const settings = {
      dir: '',
      recipients: [],
      durable: false,
      accessLog: undefined,
      sanitize: [],
      createRedactor: () => redactor,
    };
    const encrypter = createEncrypter([recipientOf(generateIdentity())]);
    const conversations = createConversations(settings, encrypter);
    const gates: (() => void)[] = [];
    const all = Array.from({ length: 20_000 }, (_none, number) =>
      conversations.inTurn(
        `c-${number}`,
        () =>
          new Promise<void>((resolve) => {
            gates.push(resolve);
          }),
      ),
    );
    await Promise.resolve();
    // The last come first: each of the others is still at work.
    const began = process.cpuUsage();
    for (const open of gates.reverse()) open();
    await Promise.all(all);
    expect(process.cpuUsage(began).user).toBeLessThan(3_000_000);
  },
);
