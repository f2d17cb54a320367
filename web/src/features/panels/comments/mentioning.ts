/** The beginning of a mention that the cursor stands behind: where its @ is, and what is typed of it so far. */
export interface Mentioning {
  readonly at: number;
  readonly typed: string;
}

/** The mention that is being typed at `cursor`, or null. */
export function mentioning(text: string, cursor: number): Mentioning | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, cursor));
  return found ? { at: cursor - (found[1] ?? '').length - 1, typed: found[1] ?? '' } : null;
}

/** The text with the mention completed, and where the cursor stands then. */
export function mentioned(
  text: string,
  { at, typed }: Mentioning,
  person: string,
): { text: string; cursor: number } {
  const before = `${text.slice(0, at)}@${person} `;
  return { text: before + text.slice(at + 1 + typed.length).replace(/^ /, ''), cursor: before.length };
}

/** Who fits what was typed: by the beginning of a word of their name, or of their key. */
export function fitting<T extends { readonly key: string; readonly name: string }>(
  people: readonly T[],
  typed: string,
): readonly T[] {
  const wanted = typed.toLowerCase();
  return people.filter(({ key, name }) =>
    [key, ...name.split(/\s+/)].some((word) => word.toLowerCase().startsWith(wanted)),
  );
}

/** A text cut at its mentions, to show them. */
export function mentionPieces(text: string): readonly { readonly text: string; readonly mention: boolean }[] {
  return text
    .split(/(?<=^|[\s(])(@[a-z0-9][a-z0-9._-]*)/)
    .filter(Boolean)
    .map((piece) => ({ text: piece, mention: /^@[a-z0-9]/.test(piece) }));
}
