/** What tells one app built on this base from another: see `app.ts`. */
export type Identity = {
  /** As people read it. */
  name: string
  /** The binary's name, and the stem of its default database file. */
  command: string
  cookiePrefix: string
  /** Lower case, without a trailing dash. */
  headerPrefix: string
  /** SQLite's `application_id`, a 32-bit number. */
  applicationId: number
}
