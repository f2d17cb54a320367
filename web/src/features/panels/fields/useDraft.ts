import { useCallback, useEffect, useRef, useState } from 'react';

const IDLE = 600;

/**
 * What is typed into a field, before it is given on: when the field is left, by Enter, or after a pause. One change
 * is one step that can be undone, not one for every key. `pause` is in milliseconds; Infinity waits for the field to
 * be left.
 */
export function useDraft<T>(value: T, commit: (value: T) => void, pause: number = IDLE) {
  const [typed, setTyped] = useState<{ readonly value: T } | null>(null);
  const waiting = useRef<{ value: T; timer: ReturnType<typeof setTimeout> | undefined } | null>(null);
  const giveOn = useRef(commit);
  useEffect(() => {
    giveOn.current = commit;
  });

  const settle = useCallback(() => {
    const held = waiting.current;
    waiting.current = null;
    if (!held) return;
    clearTimeout(held.timer);
    giveOn.current(held.value);
  }, []);
  const change = useCallback(
    (next: T) => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      const timer = Number.isFinite(pause) ? setTimeout(settle, pause) : undefined;
      waiting.current = { value: next, timer };
      setTyped({ value: next });
    },
    [pause, settle],
  );
  const leave = useCallback(() => {
    settle();
    setTyped(null);
  }, [settle]);
  // What is typed and the field then gone (another node selected) is given on, not lost.
  useEffect(() => settle, [settle]);

  return { value: typed ? typed.value : value, change, leave, settle };
}
