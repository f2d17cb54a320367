/** Colours of words that say something is well or not, with enough contrast in both schemes. */
export const BAD = 'light-dark(var(--mantine-color-red-9), var(--mantine-color-red-4))';
export const GOOD = 'light-dark(var(--mantine-color-green-9), var(--mantine-color-green-4))';
