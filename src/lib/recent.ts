/** The last `most` things that were made, by what they were made of. Only for what follows from its key alone. */
export class Recent<T> {
  readonly #kept = new Map<string, T>()

  constructor(readonly most: number) {}

  get size(): number {
    return this.#kept.size
  }

  get(key: string): T | undefined {
    const known = this.#kept.get(key)
    if (known !== undefined) this.set(key, known)
    return known
  }

  set(key: string, value: T): void {
    this.#kept.delete(key)
    this.#kept.set(key, value)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.most && oldest !== undefined) this.#kept.delete(oldest)
  }
}
