import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { features, identity } from '@/app'
import type { Actor } from '@/lib/actor'
import { readConfig } from '@/lib/server/config'
import { openDatabase } from '@/lib/server/db'
import { instance, setInstance } from '@/lib/server/instance'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { user } from '@/lib/server/schema/accounts'
import { closeDatabase } from '@/lib/server/db'
import { useDatabase } from '@/lib/server/start'
import { buildMember, buildWorkspace, openSession } from '@/test/instance'
import { buildForm } from '@/test/responses'
import { givePassword } from '@/test/sign-in'
import { giveAway, makeFolder } from './binary'

/** Who calls: a cookie each, none for nobody. */
export const callers = [
  'nobody',
  'stranger',
  'viewer',
  'member',
  'admin',
  'owner',
  'instanceAdmin',
  'banned',
  'impersonating',
  'pending',
] as const
export type Caller = (typeof callers)[number]

/** A file with a workspace of people in every role, and somebody of another workspace. */
export type World = {
  folder: string
  cookies: Record<Caller, string>
  accountId: string
  workspaceId: string
  ownerEmail: string
  /** A published form of theirs, framed by another site, with one response. */
  form: { id: string; slug: string }
  responseId: string
}

/** Makes the file by the services that the binary has, and puts it away again, so that the binary can open it. */
export async function buildWorld(): Promise<World> {
  const folder = makeFolder()
  const path = join(folder, 'capsule.db')
  const client = openDatabase(path, identity.applicationId)
  migrate(client, readMigrations('migrations'))
  useDatabase(client, { identity, features }, readConfig(identity, { HOST: '127.0.0.1', PORT: '4321' }))
  const { owner, admin, member, viewer, stranger } = buildWorkspace()
  const instanceAdmin = buildMember('owner')
  const banned = buildMember('member', owner.workspace.id)
  client.update(user).set({ role: 'admin' }).where(eq(user.id, instanceAdmin.accountId)).run()
  client.update(user).set({ banned: true }).where(eq(user.id, banned.accountId)).run()
  await givePassword(owner)
  const { id, slug, add } = await buildForm(owner, { embedOrigins: ['https://example.org'] })
  const responseId = add({ name: 'Ada' })
  const cookieOf = (actor: Actor) => openSession(actor).cookie
  const world: World = {
    folder,
    accountId: owner.accountId,
    workspaceId: owner.workspace.id,
    ownerEmail: owner.email,
    form: { id, slug },
    responseId,
    cookies: {
      nobody: '',
      stranger: cookieOf(stranger),
      viewer: cookieOf(viewer),
      member: cookieOf(member),
      admin: cookieOf(admin),
      owner: cookieOf(owner),
      instanceAdmin: cookieOf(instanceAdmin),
      banned: cookieOf(banned),
      impersonating: openSession(member, { impersonatedBy: instanceAdmin.accountId }).cookie,
      pending: `${identity.cookiePrefix}.two_factor=${encodeURIComponent(sign('2fa-waiting'))}`,
    },
  }
  setInstance(undefined)
  closeDatabase(client)
  giveAway(path)
  return world
}

function sign(value: string): string {
  return `${value}.${createHmac('sha256', instance().secret).update(value).digest('base64')}`
}
