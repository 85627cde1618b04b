import type { Feature } from '@/lib/feature'
import type { Identity } from '@/lib/identity'
import type { PublicAddress } from './address'
import type { Config } from './config'
import type { DatabaseClient } from './db'

/** What one running process holds. `main.ts` or a test makes it once; everything else reads it. */
export type Instance = {
  identity: Identity
  /** What the app is made of: the library asks them for their jobs and rules when it needs them. */
  features: readonly Feature[]
  config: Config
  database: DatabaseClient
  /** Signs cookies and cursors. */
  secret: string
  address: PublicAddress
  /** Of the program that serves; commands need none. */
  version?: string
  /** True for a command that comes and goes: the server's environment says what becomes of what it leaves in the file. */
  isCommand?: boolean
}

declare global {
  /** On the global object, so that a module which development reloads finds it again. */
  var runningInstance: Instance | undefined
}

/** The running instance. Throws when nothing has been started: a mistake in the caller, not in the input. */
export function instance(): Instance {
  if (!globalThis.runningInstance) throw new Error('No instance is running in this process.')
  return globalThis.runningInstance
}

export function setInstance(next: Instance | undefined): void {
  globalThis.runningInstance = next
}
