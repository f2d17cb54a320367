import type { Say } from '~/app/words';

type Key = 'seconds' | 'minutes' | 'hours' | 'unknown';

/** How long something will take, as exact as it helps. */
export function timeLeft(say: Say<Key>, seconds: number | null): string {
  if (seconds === null) return say('unknown');
  const whole = Math.ceil(seconds);
  if (whole < 60) return say('seconds', { count: whole });
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return say('minutes', { minutes, seconds: whole % 60 });
  return say('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
