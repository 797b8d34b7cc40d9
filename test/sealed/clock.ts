import { vi } from 'vitest';

/** Time stands still from here on, but for `vi.advanceTimersByTime`. What Node does in the background goes on. */
export function stopClock(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance', 'Date'],
  });
}
