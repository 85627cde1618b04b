import type { BenchQuestion } from '@/lib/feature'
import { hashPassword, verifyPassword } from '../password'
import { measureQuestion, signIn } from './ask-server'
import { measureBackup, type BackupPace } from './backup-pace'
import { measureDisk } from './disk-pace'
import { startOwnServer } from './own-server'
import { measurePace, type Pace } from './pace'
import { scratchDatabase } from './scratch-folder'

/** One question with how often it was answered. */
export type Answered = Pick<BenchQuestion, 'what' | 'kind' | 'isOfVisitor'> & Pace

/** All that was measured. `memory` is the server's under that load, in bytes; null where the system does not say. */
export type Measured = {
  disk: Pace
  passwords: Pace
  answered: Answered[]
  memory: number | null
  backup: BackupPace
}

export type Measuring = {
  folder: string
  applicationId: number
  questions: BenchQuestion[]
  person: { email: string; password: string }
  /** How long each is measured, in milliseconds. */
  milliseconds: number
  signal: AbortSignal
  /** Told what is measured next. */
  says: (what: string) => void
}

/** As many passwords are checked at once as the server does. */
const PASSWORDS_AT_ONCE = 4

/** Measures the disk, the processor, a server on the filled database of the folder, and its backup, one after the other. */
export async function measureAll(measuring: Measuring): Promise<Measured> {
  const { folder, applicationId, milliseconds, signal, says } = measuring
  says('the disk')
  const disk = await measureDisk(folder, milliseconds, signal)
  says('passwords')
  const passwords = await measurePasswords(measuring)
  const { answered, memory } = await measureServer(measuring)
  says('a backup')
  const backup = await measureBackup({ database: scratchDatabase(folder), applicationId, signal })
  return { disk, passwords, answered, memory, backup }
}

async function measurePasswords({ person, milliseconds, signal }: Measuring): Promise<Pace> {
  const { password } = person
  const hash = await hashPassword(password)
  const how = { milliseconds, signal, side: PASSWORDS_AT_ONCE }
  return measurePace(() => verifyPassword({ hash, password }), how)
}

async function measureServer({ folder, questions, person, says, ...how }: Measuring) {
  const server = await startOwnServer(scratchDatabase(folder), how.signal)
  try {
    const { origin } = server
    const cookie = await signIn(origin, person)
    const answered: Answered[] = []
    for (const question of questions) {
      const { what, kind, isOfVisitor } = question
      says(what)
      const pace = await measureQuestion({ origin, cookie }, question, how)
      answered.push({ what, kind, ...(isOfVisitor && { isOfVisitor }), ...pace })
    }
    return { answered, memory: server.memory() }
  } finally {
    await server.stop()
  }
}
