import { Announcement } from '@/lib/announcement'
import { registrationModes, usualRegistration, type RegistrationMode } from '@/lib/registration'
import { instance, type Instance } from './instance'
import { findSetting } from './settings'

/*
 * The settings of the instance as they are in force. Each is read when it is needed, so that a change holds at once, and one
 * that a command made as well.
 */

/** What people call this instance. The app's own name stands in while the file cannot be read: an error page says it, too. */
export function instanceName(): string {
  const usual = instance().identity.name
  try {
    return findSetting('name') ?? usual
  } catch {
    return usual
  }
}

/** Who can make an account: as the environment says, else as an admin chose. */
export function registrationMode({ config }: Pick<Instance, 'config'> = instance()): RegistrationMode {
  return config.REGISTRATION ?? toMode(findSetting('registration'))
}

function toMode(recorded: string | undefined): RegistrationMode {
  return registrationModes.find((mode) => mode === recorded) ?? usualRegistration
}

/** What the admins tell everybody, whether it is shown at the moment or not. */
export function findAnnouncement(): Announcement | null {
  const recorded = findSetting('announcement')
  return recorded === undefined ? null : Announcement.parse(JSON.parse(recorded))
}
