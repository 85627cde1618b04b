import type { Migration } from './migrate'

export type Encoding = 'identity' | 'br' | 'gzip'

/** One client file: where each of its encodings lies in the pack, in bytes. */
export type PackedFile = {
  type: string
  etag: string
  immutable: boolean
  /** The policy that stands in a prerendered page: its scripts and styles by their hashes. */
  policy?: string
  encodings: Partial<Record<Encoding, { offset: number; length: number }>>
}

/** What build.ts puts beside the server bundle. `pack` is the path of one file that holds every client file. */
export type Embedded = {
  version: string
  pack: string
  files: Record<string, PackedFile>
  migrations: Migration[]
}
