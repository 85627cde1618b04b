/** What a page shows after its own form was posted and refused: what was typed, and what is wrong with it. */
export type FormState = {
  values: Record<string, string>
  /** The path of the field, empty for the whole, and a sentence. */
  issues: { path: string; message: string }[]
  message: string | null
  /** For a stale version: what it says now. */
  current: unknown
}
