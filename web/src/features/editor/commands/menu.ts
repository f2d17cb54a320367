import { Extension, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';

/** A menu that was opened by typing: what was typed since, and where. */
export interface OpenMenu {
  readonly kind: 'parts' | 'values';
  readonly query: string;
  readonly range: Range;
  readonly rect: DOMRect | null;
}

/** The menu that is open at the cursor, if one is. Whoever draws it takes its keys. */
export class Menu {
  open: OpenMenu | null = null;
  private keys: (event: KeyboardEvent) => boolean = () => false;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = (): OpenMenu | null => this.open;

  /** Let somebody have the keys that are pressed while the menu is open. */
  readonly takeKeys = (keys: (event: KeyboardEvent) => boolean): void => {
    this.keys = keys;
  };

  onKey(event: KeyboardEvent): boolean {
    return this.keys(event);
  }

  set(open: OpenMenu | null): void {
    this.open = open;
    for (const listener of this.listeners) listener();
  }
}

/** Opens the menu of parts with `/`, and that of values with `{{`. */
export const Menus = Extension.create<{ menu: Menu | null }>({
  name: 'menus',
  // While a menu is open, its keys come before those of the document.
  priority: 300,
  addOptions: () => ({ menu: null }),
  addProseMirrorPlugins() {
    const { menu } = this.options;
    if (!menu) return [];
    const trigger = (kind: OpenMenu['kind'], char: string) => {
      const show = ({ query, range, clientRect }: SuggestionProps): void => {
        menu.set({ kind, query, range, rect: clientRect?.() ?? null });
      };
      return Suggestion({
        editor: this.editor,
        pluginKey: new PluginKey(`menu-${kind}`),
        char,
        allowSpaces: kind === 'values',
        allowedPrefixes: kind === 'values' ? null : [' ', '\u00a0'],
        render: () => ({
          onStart: show,
          onUpdate: show,
          onExit: () => {
            menu.set(null);
          },
          onKeyDown: ({ event }) => (menu.open ? menu.onKey(event) : false),
        }),
      });
    };
    return [trigger('parts', '/'), trigger('values', '{{')];
  },
});
