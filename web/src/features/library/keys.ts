const LONGEST = 64;

/** A key made of a title: "Avviso di città" becomes avviso-di-citta. Empty when the title gives none. */
export function keyOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}
