import { insertAccount } from '@/features/accounts/insert-account.server'
import type { DemoTarget } from '@/lib/feature'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { OperatorError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { hashPassword } from '@/lib/server/password'
import { user } from '@/lib/server/schema/accounts'
import { insertMember, insertWorkspace } from '@/lib/server/workspaces'
import { seedErrors, seedSessions } from './operation.demo'
import { demoPeople, demoWorkspaces, type DemoMember } from './people.demo'
import { seedSignIns } from './sign-ins.demo'

const DAY = 86_400_000

/** How much there is of everything. The password is everybody's; `email` is the admin's. */
export type DemoSize = { email: string; password: string; notes: number; responses: number }

/** What was made, by the name of the feature. */
export type DemoMade = { name: string; count: number }[]

/** What was made, and the workspaces in which it lies, the shop first. */
export type DemoCompany = { made: DemoMade; workspaces: DemoTarget[] }

/**
 * Makes a small company in an empty file: its people, its workspaces, what every feature has to show, and a year of sign-ins.
 * Throws an OperatorError for a file that has accounts.
 */
export async function makeCompany(size: DemoSize, now = new Date()): Promise<DemoCompany> {
  const passwordHash = await hashPassword(size.password)
  const targets = transaction((tx) => {
    assertEmpty(tx)
    return insertCompany(tx, { ...size, passwordHash }, now)
  })
  const signIns = seedSignIns(targets.people, now)
  seedSessions(targets.people, now)
  seedErrors(now)
  const made = [
    { name: 'people', count: targets.people.length },
    { name: 'workspaces', count: targets.workspaces.length },
    ...(await seedFeatures(targets.workspaces)),
    { name: 'sign-ins', count: signIns },
  ]
  return { made, workspaces: targets.workspaces }
}

/** Throws an OperatorError when anybody has an account here. */
export function assertEmpty(db: Pick<Transaction, 'select'> = database()): void {
  if (!db.select({ id: user.id }).from(user).limit(1).get()) return
  throw new OperatorError(
    'this file has accounts, and the demo is for a new one. Name one: DATABASE_PATH=./demo.db',
  )
}

type Company = { people: DemoMember[]; workspaces: DemoTarget[] }

function insertCompany(tx: Transaction, size: DemoSize & { passwordHash: string }, now: Date): Company {
  const people = demoPeople.map((person, place) => ({
    ...person,
    accountId: insertAccount(
      tx,
      {
        name: person.name,
        email: place === 0 ? size.email : `${person.key}@example.org`,
        passwordHash: size.passwordHash,
        emailVerified: true,
        role: place === 0 ? 'admin' : 'user',
      },
      daysBefore(now, person.joined),
    ),
  }))
  const [owner] = people
  if (!owner) throw new Error('The company of the demo has nobody.')
  const actor = { accountId: owner.accountId, session: null }
  writeAudit(tx, { action: 'instance.set_up', actor, subjectId: owner.accountId }, daysBefore(now, 398))
  const workspaces = demoWorkspaces.map(({ theme, name, age, notes }) => {
    const workspaceId = insertWorkspace(tx, name, owner.accountId, daysBefore(now, age))
    const made = { action: 'workspace.created', actor, subjectId: workspaceId, workspaceId } as const
    writeAudit(tx, made, daysBefore(now, age))
    for (const { accountId, joined, roles } of people.slice(1)) {
      const role = roles[theme]
      const at = daysBefore(now, Math.min(joined, age))
      if (!role) continue
      insertMember(tx, { workspaceId, accountId, role }, at)
      const joining = { action: 'invitation.accepted', actor: { accountId, session: null } } as const
      writeAudit(tx, { ...joining, subjectId: accountId, workspaceId, details: { role } }, at)
    }
    return {
      theme,
      workspaceId,
      accountId: owner.accountId,
      notes: Math.round(size.notes * notes),
      responses: size.responses,
    }
  })
  return { people, workspaces }
}

async function seedFeatures(targets: readonly DemoTarget[]): Promise<DemoMade> {
  const made: DemoMade = []
  for (const { name, demo } of instance().features) {
    if (!demo) continue
    const seed = await demo()
    let count = 0
    for (const target of targets) count += await seed(target)
    made.push({ name, count })
  }
  return made
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY)
}
