import type { Identity } from '@/lib/identity'
import type { Config } from '../config'
import type { Migration } from '../migrate'

/** What a check-up looks at: `path` is the file itself, which may not be there yet. */
export type Examined = {
  identity: Identity
  config: Config
  path: string
  /** Those of this binary. */
  migrations: Migration[]
  now: Date
}
