/** A mapping without one of its keys. */
export function without<T>(mapping: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(mapping).filter(([each]) => each !== key));
}
