import * as words from '@/lib/words/limits'

/** How often something may be done: `max` times within `seconds`, from a full measure that refills steadily. */
export type Quota = { max: number; seconds: number }

/** A class of limits: `by` is what it counts by, `about` its line in docs/operating.md. */
type LimitClass = Quota & { by: string; about: string; burst?: number }

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Every limit there is. RATE_LIMITS changes the numbers; docs/operating.md has the same table. */
export const limitClasses = {
  address: {
    max: 3000,
    seconds: MINUTE,
    by: words.by.address,
    about: words.about.address,
  },
  read: { max: 600, seconds: MINUTE, by: words.by.session, about: words.about.read },
  write: { max: 120, seconds: MINUTE, by: words.by.session, about: words.about.write },
  credential: {
    max: 10,
    seconds: MINUTE,
    by: words.by.account,
    about: words.about.credential,
  },
  mail: { max: 5, seconds: HOUR, by: words.by.recipient, about: words.about.mail },
  invitation: {
    max: 200,
    seconds: HOUR,
    by: words.by.workspace,
    about: words.about.invitation,
  },
  public: {
    max: 20,
    seconds: MINUTE,
    burst: 100,
    by: words.by.form,
    about: words.about.public,
  },
} as const satisfies Record<string, LimitClass>

export type LimitName = keyof typeof limitClasses

/** The numbers in force; null for none at all. */
export type Limits = Record<LimitName, Quota & { burst: number }> | null

const units: Record<string, number> = { s: 1, min: MINUTE, hour: HOUR }

/**
 * What RATE_LIMITS says: `off`, or a list such as `read=600/min,mail=5/hour,public=20/min+100`, where the number behind
 * the plus is what may be done at once. What it does not name stays as it is. Throws an Error with what is wrong.
 */
export function parseLimits(text: string): Limits {
  if (text.trim() === 'off') return null
  const limits = defaultLimits()
  for (const entry of text.split(',')) {
    const [, name, max, unit, burst] =
      /^\s*(\w+)=(\d{1,6})\/(s|min|hour)(?:\+(\d{1,6}))?\s*$/.exec(entry) ?? []
    const seconds = units[unit ?? '']
    if (name === undefined || seconds === undefined || Number(max) === 0)
      throw new Error(`must be off, or a list such as read=600/min,write=120/min`)
    if (!isLimitName(name)) throw new Error(`knows no ${name}, only ${Object.keys(limitClasses).join(', ')}`)
    limits[name] = { max: Number(max), seconds, burst: Number(burst ?? max) }
  }
  return limits
}

export function defaultLimits(): NonNullable<Limits> {
  const { address, read, write, credential, mail, invitation, public: visitors } = limitClasses
  const plain = ({ max, seconds }: Quota) => ({ max, seconds, burst: max })
  return {
    address: plain(address),
    read: plain(read),
    write: plain(write),
    credential: plain(credential),
    mail: plain(mail),
    invitation: plain(invitation),
    public: { max: visitors.max, seconds: visitors.seconds, burst: visitors.burst },
  }
}

function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(limitClasses, name)
}

/** A class as RATE_LIMITS writes it, with its own numbers: `public=20/min+100`. */
export function writeLimit(name: string): string {
  if (!isLimitName(name)) throw new Error(`There is no limit ${name}.`)
  const { max, seconds, burst } = defaultLimits()[name]
  const unit = Object.keys(units).find((key) => units[key] === seconds)
  return `${name}=${max}/${unit}${burst === max ? '' : `+${burst}`}`
}
