import type { Finding } from '@/lib/finding'
import { environment as words } from '@/lib/words/doctor'
import { isLoopback, listeningOrigin } from '../address'
import { readSightings } from '../listen/sightings'
import type { Examined } from './examined'
import type { FileFacts } from './file-facts'

const DAY = 24 * 60 * 60_000

/** What was seen longer ago than this may be mended already. */
const RECENT = 7 * DAY

/** With less than this many bits somebody with time could find a secret out. */
const LEAST_BITS = 100

export function checkSecrets({ config }: Examined): Finding {
  const name = 'secrets'
  const set = { AUTH_SECRET: config.AUTH_SECRET, METRICS_TOKEN: config.METRICS_TOKEN }
  for (const [variable, value] of Object.entries(set)) {
    if (value === undefined || bitsOf(value) >= (variable === 'AUTH_SECRET' ? LEAST_BITS : LEAST_BITS / 2))
      continue
    return {
      name,
      grade: 'bad',
      says: words.easilyGuessed(variable),
      mend: `${variable}=$(openssl rand -base64 32)`,
    }
  }
  const says = config.AUTH_SECRET === undefined ? words.madeAtRandom : words.longSecret
  return { name, grade: 'good', says }
}

/** How much a text could say by its characters alone; one that repeats a part says no more than that part. */
export function bitsOf(text: string): number {
  const part = text.slice(0, (text + text).indexOf(text, 1))
  const counts = Map.groupBy(part, (character) => character)
  let bits = 0
  for (const { length } of counts.values()) bits -= length * Math.log2(length / part.length)
  return bits
}

export function checkLimits({ config }: Examined): Finding {
  if (config.RATE_LIMITS !== 'off') return { name: 'limits', grade: 'good', says: words.limited }
  return {
    name: 'limits',
    grade: 'bad',
    says: words.unlimited,
    mend: 'unset RATE_LIMITS',
  }
}

/** The addresses in force, as the server would find them. */
export function findOrigins({ config }: Examined, facts: FileFacts | null): string[] {
  const recorded = facts?.settings.get('public_url')
  return config.PUBLIC_URL ?? [recorded ?? listeningOrigin(config, config.PORT)]
}

export function checkAddress(examined: Examined, facts: FileFacts | null): Finding {
  const name = 'public address'
  const origins = findOrigins(examined, facts)
  const [origin = ''] = origins
  const refused = findRecent(facts, 'refused_hosts', examined.now)
  if (refused[0] !== undefined)
    return {
      name,
      grade: 'warning',
      says: words.refusedHosts(refused.join(', '), origins.join(', ')),
      mend: `PUBLIC_URL=${origins.join(',')},https://your.name`,
    }
  const isHere = isLoopback(new URL(origin).hostname.replace(/^\[|\]$/g, ''))
  if (isHere && !isLoopback(examined.config.HOST))
    return {
      name,
      grade: 'warning',
      says: words.ownMachine(origin),
      mend: 'PUBLIC_URL=https://capsule.example.org',
    }
  if (!isHere && origin.startsWith('http:'))
    return {
      name,
      grade: 'warning',
      says: words.notEncrypted(origin),
      mend: `PUBLIC_URL=${origin.replace('http:', 'https:')}`,
    }
  return { name, grade: 'good', says: words.goodAddress(origin) }
}

export function checkProxy({ config, now }: Examined, facts: FileFacts | null): Finding {
  const name = 'proxy'
  const [peer] = findRecent(facts, 'untrusted_proxies', now)
  if (peer === undefined)
    return {
      name,
      grade: 'good',
      says: words.noProxy,
    }
  const trusted =
    config.TRUSTED_PROXIES === undefined || config.TRUSTED_PROXIES === 'none' ? [] : [config.TRUSTED_PROXIES]
  return {
    name,
    grade: 'warning',
    says: words.untrustedProxy(peer),
    mend: `TRUSTED_PROXIES=${[...trusted, peer].join(',')}`,
  }
}

function findRecent(facts: FileFacts | null, key: string, now: Date): string[] {
  return readSightings(facts?.settings.get(key))
    .filter(({ at }) => now.getTime() - Date.parse(at) < RECENT)
    .map(({ what }) => what)
}
