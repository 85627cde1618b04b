import { Database } from 'bun:sqlite'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { Client } from '../../e2e/support/client'
import { startMailServer } from '../../e2e/support/mail'
import type { Drill, Outcome } from './drill'
import { inFolder, start, waitFor } from './support/capsule'
import { adminEnv } from './support/person'

export const drill: Drill = {
  name: 'mail',
  summary:
    'the mail server down, slow, answering 4xx and 5xx, and a kill: no request suffers, each message comes once',
  count: { full: 20, short: 3 },
  run: ({ count, say }) => inFolder((folder) => goThrough(folder, count, say)),
}

/** Each way to be broken for a while, with `count` messages asked for in each. */
async function goThrough(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const port = await freePort()
  const env = { ...adminEnv, REGISTRATION: 'open', SMTP_URL: `smtp://127.0.0.1:${port}` }
  const faults: string[] = []
  const addresses: string[] = []
  let capsule = await start({ folder, env })
  const spell = async (name: string) => {
    const slowest = await signUpMany(capsule.url, name, count, addresses, faults)
    await waitForTries(folder, name === 'slow' ? 0 : addresses.length, name)
    say(`${name}: ${count} requests, the slowest ${slowest.toFixed(0)} ms`)
  }

  await spell('down')
  const slow = await listenAndSayNothing(port)
  hurry(folder)
  await spell('slow')
  await capsule.kill()
  await slow.stop()
  const broken = await startMailServer({ port })
  broken.refuse('451 try again later')
  capsule = await start({ folder, env })
  hurry(folder)
  await spell('4xx')
  broken.refuse('550 no such mailbox')
  hurry(folder)
  await spell('5xx')
  await broken.stop()

  const server = await startMailServer({ port })
  await capsule.kill()
  capsule = await start({ folder, env })
  await waitFor(() => {
    hurry(folder)
    return countMails(folder, `status = 'sent'`) === addresses.length ? true : null
  }, 'Not every message was sent after the mail server was back.')
  if ((await capsule.stop()) !== 0) faults.push('it did not stop cleanly')
  faults.push(
    ...judge(
      addresses,
      server.all().map(({ envelope }) => envelope.to.join()),
    ),
  )
  await server.stop()
  const figures = `${addresses.length} messages through 4 failures and 2 kills, ${server.all().length} delivered, each once`
  return { figures, faults }
}

/** Makes accounts, each of which asks for a message. Returns the slowest answer's milliseconds. */
async function signUpMany(url: string, name: string, count: number, addresses: string[], faults: string[]) {
  let slowest = 0
  for (let at = 0; at < count; at += 1) {
    const email = `${name}-${at}@example.org`
    const from = performance.now()
    const body = { name: 'Grace', email, password: 'eleven quiet herons at dusk' }
    const { status, text } = await new Client(url).post('/api/auth/sign-up/email', body)
    slowest = Math.max(slowest, performance.now() - from)
    if (status !== 200) faults.push(`${name}: a request was answered ${status}: ${text}`)
    addresses.push(email)
  }
  return slowest
}

/** Until so many messages were tried at least once. */
async function waitForTries(folder: string, number: number, name: string): Promise<void> {
  const tried = () => (countMails(folder, 'attempts > 0') >= number ? true : null)
  await waitFor(tried, `${name}: not every message was tried.`)
}

function judge(addresses: string[], delivered: string[]): string[] {
  return addresses.flatMap((address) => {
    const times = delivered.filter((to) => to === address).length
    return times === 1 ? [] : [`the message to ${address} came ${times} times`]
  })
}

function countMails(folder: string, condition: string): number {
  return withFile(folder, (db) =>
    Number(db.query(`SELECT count(*) FROM mails WHERE ${condition}`).values()[0]?.[0]),
  )
}

/** What waits for its next try is due now. */
function hurry(folder: string): void {
  withFile(folder, (db) =>
    db.run('UPDATE jobs SET run_at = 0 WHERE leased_until IS NULL AND failed_at IS NULL'),
  )
}

function withFile<T>(folder: string, work: (db: Database) => T): T {
  const db = new Database(join(folder, 'capsule.db'))
  try {
    db.run('PRAGMA busy_timeout = 5000')
    return work(db)
  } finally {
    db.close()
  }
}

/** Takes connections on a port and never says a word. */
async function listenAndSayNothing(port: number): Promise<{ stop: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function freePort(): Promise<number> {
  const server = await startMailServer()
  await server.stop()
  return Number(new URL(server.url).port)
}
