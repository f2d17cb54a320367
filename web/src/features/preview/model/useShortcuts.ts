import { useCallback } from 'react';

export type Shortcuts = Readonly<Record<string, () => void>>;

/**
 * Keys that do something while the preview has the focus, and nothing is being typed (WCAG 2.2, 2.1.4). The frames pass
 * their keys on to it.
 */
export function useShortcuts(shortcuts: Shortcuts): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target)) return;
      const act = shortcuts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    },
    [shortcuts],
  );
}

// Elements of frames are of other classes than this window's, so they are asked by name.
function isTyping(target: EventTarget | null): boolean {
  const element = target as Element | null;
  return Boolean(
    element?.closest?.(
      'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="dialog"], [role="menu"]',
    ),
  );
}
