#!/usr/bin/env node
import { runMessages } from '../dist/command.js';

process.exitCode = runMessages(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
