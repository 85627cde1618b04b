import { Database } from 'bun:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '@/lib/server/password'
import { startCapsule } from './compare/lanes'
import { makeWorld } from './compare/world'
import { timeRequests, timesOf } from './requests'
import { end } from './servers'

// bun scripts/bench/sign-ins.ts: how long pages take for somebody else while 100 people sign in at once, over and over. Build first.

const PEOPLE = 100
const ROUNDS = 3
const MOST_MS = 200
const password = 'flour water salt time'

const folder = mkdtempSync(join(tmpdir(), 'bench-sign-ins-'))
try {
  const world = await makeWorld(join(folder, 'world.db'), { notes: 1000, accounts: PEOPLE + 1 })
  await setPasswords(world.path)
  const { origin, server } = await startCapsule(folder, world.path)
  try {
    const headers = { cookie: world.cookie }
    const ask = () => fetch(`${origin}/notes`, { headers })
    await timeRequests(50, ask)
    const alone = await timeRequests(100, ask)
    const over = new AbortController()
    const signing = signAllIn(origin).finally(() => over.abort())
    const during: number[] = []
    while (!over.signal.aborted) during.push((await timeRequests(1, ask)).p50)
    const { times, refused } = await signing
    const { p95 } = timesOf(during)
    console.log(`| ${PEOPLE} people who sign in at once, ${ROUNDS} times | figure | mark |`)
    console.log('| --- | --- | --- |')
    console.log(`| the page of notes, p95 with nobody signing in, ms | ${alone.p95.toFixed(1)} | |`)
    console.log(`| the same while they do, p95 of ${during.length}, ms | ${p95.toFixed(1)} | ${MOST_MS} |`)
    console.log(`| a sign-in, the slowest, ms | ${Math.max(...times).toFixed(0)} | |`)
    console.log(`| sign-ins that were told to come again | ${refused} | |`)
    process.exitCode = p95 <= MOST_MS ? 0 : 1
  } finally {
    await end(server)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function setPasswords(path: string): Promise<void> {
  const hash = await hashPassword(password)
  const sqlite = new Database(path)
  sqlite.query("UPDATE account SET password = ? WHERE provider_id = 'credential'").run(hash)
  sqlite.close()
}

/** Each of them again after an answer; whoever is told that too many wait comes again as the answer says. */
async function signAllIn(origin: string): Promise<{ times: number[]; refused: number }> {
  const times: number[] = []
  let refused = 0
  const signIn = async (place: number) => {
    for (let round = 0; round < ROUNDS;) {
      const start = performance.now()
      const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ email: `person${place}@example.org`, password }),
      })
      await answer.arrayBuffer()
      if (answer.ok) {
        times.push(performance.now() - start)
        round += 1
      } else if (answer.status === 503) {
        refused += 1
        await Bun.sleep(Number(answer.headers.get('retry-after') ?? 1) * 1000)
      } else throw new Error(`A sign-in was answered with ${answer.status}.`)
    }
  }
  await Promise.all(Array.from({ length: PEOPLE }, (_, place) => signIn(place + 1)))
  return { times, refused }
}
