/** What `record` itself holds under a key that came from outside; never what every object has, such as `constructor`. */
export function pick<T>(record: Record<string, T>, key: string | null): T | undefined {
  return key !== null && Object.hasOwn(record, key) ? record[key] : undefined
}
