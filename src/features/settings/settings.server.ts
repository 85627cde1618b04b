import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { findAnnouncement, instanceName, registrationMode } from '@/lib/server/in-force'
import { instance } from '@/lib/server/instance'
import { assertProvedSession } from '@/lib/server/proof'
import { deleteSetting, findSetting, setSetting } from '@/lib/server/settings'
import { canManageSettings } from './settings.policy'
import type { ChangeSettings, Settings } from './settings.schema'
import { ended } from './words/announcement'
import * as faults from './words/faults'

/** The settings as they are in force. Throws `forbidden`. */
export async function getSettings(actor: Actor): Promise<Settings> {
  assertManager(actor)
  return read()
}

type Change = Omit<ChangeSettings, 'version'>

/**
 * Changes what `change` names, if the settings still have the version that was read; all of it holds at once. Throws `forbidden`,
 * `conflict` for what the environment sets, `bad_input` for an announcement that is over, `unproved` for another public address
 * without a recent proof, and `stale` with the settings as they are now.
 */
export async function changeSettings(
  actor: Actor,
  change: Change,
  version: number,
  now = new Date(),
): Promise<Settings> {
  assertManager(actor)
  const origin = transaction((tx) => {
    const before = read()
    if (before.version !== version) throw new AppError('stale', undefined, { current: before })
    const differing = whatDiffers(before, change)
    assertChangeable(actor, before, differing, now)
    if (Object.keys(differing).length === 0) return undefined
    write(tx, differing, version + 1)
    writeAudit(tx, { action: 'settings.changed', actor, details: detailsOf(before, differing) }, now)
    return differing.publicUrl
  })
  if (origin !== undefined) instance().address = { origins: [origin], open: false }
  return read()
}

function read(): Settings {
  const { config, address } = instance()
  return {
    version: Number(findSetting('settings_version') ?? 1),
    name: instanceName(),
    registration: registrationMode(),
    announcement: findAnnouncement(),
    publicUrl: address.origins[0],
    lockedBy: {
      registration: config.REGISTRATION === undefined ? null : 'REGISTRATION',
      publicUrl: config.PUBLIC_URL === undefined ? null : 'PUBLIC_URL',
    },
  }
}

function whatDiffers(before: Settings, { name, registration, announcement, publicUrl }: Change): Change {
  return {
    ...(name !== undefined && name !== before.name && { name }),
    ...(registration !== undefined && registration !== before.registration && { registration }),
    ...(announcement !== undefined && !Bun.deepEquals(announcement, before.announcement) && { announcement }),
    ...(publicUrl !== undefined && publicUrl !== before.publicUrl && { publicUrl }),
  }
}

function assertChangeable(actor: Actor, { lockedBy }: Settings, differing: Change, now: Date): void {
  const { registration, publicUrl, announcement } = differing
  const locks = [
    registration === undefined ? null : lockedBy.registration,
    publicUrl === undefined ? null : lockedBy.publicUrl,
  ]
  const variable = locks.find((lock) => lock !== null)
  if (variable) throw new AppError('conflict', faults.setBy(variable))
  if (publicUrl !== undefined) assertProvedSession(actor, now)
  if (announcement?.until && Date.parse(announcement.until) <= now.getTime()) throw overAlready()
}

function overAlready(): AppError {
  return new AppError('bad_input', undefined, {
    issues: [{ path: 'announcement.until', message: faults.timeIsOver }],
  })
}

function write(
  tx: Transaction,
  { name, registration, announcement, publicUrl }: Change,
  version: number,
): void {
  if (name !== undefined) setSetting(tx, 'name', name)
  if (registration !== undefined) setSetting(tx, 'registration', registration)
  if (announcement === null) deleteSetting(tx, 'announcement')
  else if (announcement !== undefined) setSetting(tx, 'announcement', JSON.stringify(announcement))
  if (publicUrl !== undefined) setSetting(tx, 'public_url', publicUrl)
  setSetting(tx, 'settings_version', String(version))
}

/** What became of what: `Capsule → Bakery`. */
function detailsOf(before: Settings, { name, registration, announcement, publicUrl }: Change) {
  return {
    ...(name !== undefined && { name: `${before.name} → ${name}` }),
    ...(registration !== undefined && { registration: `${before.registration} → ${registration}` }),
    ...(announcement === null && { announcement: ended }),
    ...(announcement && { announcement: announcement.text }),
    ...(publicUrl !== undefined && { publicUrl: `${before.publicUrl} → ${publicUrl}` }),
  }
}

function assertManager(actor: Actor): void {
  if (!canManageSettings(actor)) throw new AppError('forbidden')
}
