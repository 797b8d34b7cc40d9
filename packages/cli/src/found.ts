/** What verifying a log found, and what that makes of the exit code. */
import type { Verification } from '@logsieve/sealed';
import { EXIT, EXIT_OF, type ExitCode } from './exit-codes.js';
import { tell, tellFault } from './tell.js';

/** On one line. */
export function formatVerdict({ verdict, reason, where }: Verification): string {
  if (where === undefined) return `the log is ${verdict}`;
  const line = where.line === 0 ? '' : ` line ${where.line}`;
  return `the log is ${verdict}: ${reason ?? ''} (segment ${where.segment}${line})`;
}

/**
 * Does work that verifies a log before all else, and tells what was found where it is not `OK`. Gives the exit code of the work, or
 * `faulty` where the log is: it was refused then, or read in part.
 */
export async function doVerified(
  work: (onVerified: (found: Verification) => void) => Promise<ExitCode>,
): Promise<ExitCode> {
  let isFaulty = false;
  const onVerified = (found: Verification) => {
    isFaulty = EXIT_OF[found.verdict] === EXIT.faulty;
    if (found.verdict !== 'OK') tell(formatVerdict(found));
  };
  try {
    const code = await work(onVerified);
    return isFaulty ? EXIT.faulty : code;
  } catch (error) {
    if (!isFaulty) throw error;
    tellFault(error);
    return EXIT.faulty;
  }
}
