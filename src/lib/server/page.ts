/** One page of a list. `next` is the cursor of the following one, null on the last. */
export class Page<T> {
  readonly items: T[]
  readonly next: string | null

  constructor(items: T[], next: string | null) {
    this.items = items
    this.next = next
  }
}
