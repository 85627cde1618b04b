import { Database } from 'bun:sqlite'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { quotas } from '@/features/forms/quota.server'
import { limitClasses } from '@/lib/server/limits/classes'
import type { Drill, Outcome } from './drill'
import { inFolder, start } from './support/capsule'
import { adminEnv, signIn, writeNote } from './support/person'

/** From so many addresses, so many at a time. */
const ADDRESSES = 2
const AT_ONCE = 16

/** From here on the quota of a day is tried too, with the limits off. */
const QUOTA_FROM = 20_000

export const drill: Drill = {
  name: 'flood',
  summary:
    'spam into a form: the limits and the quota of a day hold, members work on, and no answer is an error of ours',
  count: { full: 100_000, short: 400 },
  run: ({ count, say }) => inFolder((folder) => flood(folder, count, say)),
}

async function flood(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const faults: string[] = []
  const isLong = count >= QUOTA_FROM
  const limited = isLong ? 1000 : count
  const first = await start({ folder, env: { ...adminEnv, RATE_LIMITS: '' } })
  const slug = await publish(first.url)
  const begun = performance.now()
  const held = await pour(first.url, slug, limited)
  const minutes = 1 + (performance.now() - begun) / 60_000
  const { max, burst = 0 } = limitClasses.public
  const most = Math.ceil(ADDRESSES * (burst + max * minutes))
  say(
    `with limits: ${limited} posts, ${held.taken} taken (at most ${most} may), ${held.limited} asked for work`,
  )
  if (held.taken > most) faults.push(`${held.taken} were taken where the limits allow ${most}`)
  if (held.limited === 0) faults.push('nobody was limited')
  faults.push(...held.faults, ...(await stopWell(first)))
  if (!isLong) return { figures: `${limited} posts, ${held.taken} taken, ${held.limited} limited`, faults }
  const second = await start({ folder })
  const poured = await pour(second.url, slug, count - limited)
  faults.push(...poured.faults, ...(await stopWell(second)))
  const { rows, megabytes } = weigh(folder)
  if (rows > quotas.formResponses) faults.push(`${rows} are kept where a day takes ${quotas.formResponses}`)
  if (poured.refused === 0) faults.push('the quota refused nobody')
  const figures = `${count} posts, ${rows} kept, ${held.limited} limited, ${poured.refused} over the quota, the file ${megabytes} MB`
  return { figures, faults }
}

async function stopWell(capsule: { stop: () => Promise<number> }): Promise<string[]> {
  return (await capsule.stop()) === 0 ? [] : ['the server did not stop cleanly']
}

const Made = z.object({ data: z.object({ id: z.string(), slug: z.string() }) })

async function publish(url: string): Promise<string> {
  const client = await signIn(url)
  const fields = [{ kind: 'long_text', key: 'text', label: 'Text', required: true }]
  const made = Made.parse((await client.post('/api/forms', { title: 'Flood', definition: { fields } })).json)
  const published = await client.post(`/api/forms/${made.data.id}/publication`)
  if (published.status !== 200) throw new Error(`The form was not published: ${published.text}`)
  return made.data.slug
}

/** Sends the posts, while a member writes a note now and then. */
async function pour(url: string, slug: string, count: number) {
  const came = { taken: 0, limited: 0, refused: 0, faults: [] as string[] }
  const client = await signIn(url)
  let sent = 0
  async function keepPosting() {
    while (sent < count) {
      sent += 1
      const place = sent
      const status = await post(url, slug, place)
      if (status === 201) came.taken += 1
      else if (status === 429) came.limited += 1
      else if (status === 409) came.refused += 1
      else came.faults.push(`post ${place} was answered ${status}`)
      const isMembersTurn = place % Math.ceil(count / 20) === 0
      if (isMembersTurn && (await writeNote(client, `note ${place}`)) === null)
        came.faults.push(`a member could not write beside post ${place}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepPosting))
  return { ...came, faults: came.faults.slice(0, 20) }
}

async function post(url: string, slug: string, place: number): Promise<number> {
  const response = await fetch(`${url}/f/${slug}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      origin: url,
      'x-forwarded-for': `203.0.113.${place % ADDRESSES}`,
    },
    body: JSON.stringify({ answers: { text: `Buy now, number ${place}` } }),
  })
  await response.arrayBuffer()
  return response.status
}

function weigh(folder: string): { rows: number; megabytes: string } {
  const path = join(folder, 'capsule.db')
  const file = new Database(path, { readonly: true })
  const row = file.query<{ rows: number }, []>('SELECT count(*) AS rows FROM responses').get()
  file.close()
  return { rows: row?.rows ?? 0, megabytes: (statSync(path).size / 1e6).toFixed(1) }
}
