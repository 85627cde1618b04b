import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { growthDuring, MIB } from './support/memory'

/** How much the server's memory may grow by a body that it refuses, in bytes. */
const MOST_GROWTH = 32 * MIB

let capsule: Capsule

beforeAll(async () => {
  capsule = await startCapsule()
  for (let count = 0; count < 50; count += 1) await fetch(`${capsule.url}/healthz`)
})
afterAll(() => capsule.stop())

const growth = (name: string, work: () => Promise<void>) => growthDuring(capsule.pid, name, work)

/** Sends a request's head, then chunks for as long as the server takes them; what came back, up to the end. */
async function push(
  head: string[],
  chunk: Uint8Array,
  most: number,
): Promise<{ answer: string; sent: number; isClosed: boolean }> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(capsule.url).port) })
  const closed = Promise.withResolvers<void>()
  let answer = ''
  let sent = 0
  socket.on('data', (data) => (answer += data.toString('latin1')))
  socket.on('error', () => closed.resolve())
  socket.on('close', () => closed.resolve())
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const isOver = () => socket.destroyed || answer.includes('\r\n\r\n') || sent >= most
  while (!isOver()) {
    sent += chunk.byteLength
    if (!socket.write(chunk))
      await Promise.race([
        new Promise((drained) => socket.once('drain', drained)),
        closed.promise,
        Bun.sleep(5000),
      ])
    else await Bun.sleep(0)
  }
  await Promise.race([closed.promise, Bun.sleep(answer === '' ? 2000 : 0)])
  const isClosed = socket.destroyed
  socket.destroy()
  return { answer, sent, isClosed }
}

const head = (...more: string[]) => [
  'POST /api/notes HTTP/1.1',
  `Host: localhost:${new URL(capsule.url).port}`,
  'Content-Type: application/json',
  ...more,
]

test('a body of 2 MB is refused with 413 in a sentence', async () => {
  const grown = await growth('2 MB', async () => {
    const { answer } = await push(head('Content-Length: 2000000'), new Uint8Array(65_536), 2_000_000)
    expect(answer).toContain('HTTP/1.1 413 ')
    expect(answer).toContain('This is larger than 1,048,576 bytes.')
    expect(answer.toLowerCase()).toContain('x-request-id: ')
  })
  expect(grown).toBeLessThan(MOST_GROWTH)
})

test('a body of 200 MB is refused, and the connection closed, before it has arrived', async () => {
  const grown = await growth('200 MB', async () => {
    const { sent } = await push(head('Content-Length: 200000000'), new Uint8Array(65_536), 200_000_000)
    expect(sent).toBeLessThan(100_000_000)
  })
  expect(grown).toBeLessThan(MOST_GROWTH)
})

test('a body of unsaid length is refused with 413, or the connection closed, once it is too long', async () => {
  const grown = await growth('endless chunks', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 32), Buffer.from('\r\n')])
    const { answer, sent, isClosed } = await push(head('Transfer-Encoding: chunked'), chunk, 400 * MIB)
    // Whoever goes on sending may find the connection closed before the answer was read.
    expect(isClosed || answer.includes('HTTP/1.1 413 ')).toBe(true)
    expect(sent).toBeLessThan(100 * MIB)
  })
  expect(grown).toBeLessThan(MOST_GROWTH)
})

test('a compressed body is taken as the bytes that it is, however much it would become', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * MIB, 32), { level: 9 })
  expect(bomb.byteLength).toBeLessThan(MIB)
  const grown = await growth('gzip bomb', async () => {
    const response = await fetch(`${capsule.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: bomb,
    })
    expect([400, 401, 413, 415]).toContain(response.status)
  })
  expect(grown).toBeLessThan(MOST_GROWTH)
})

/** Sends something, then a byte every ten seconds; what came back until the server closed, and after how many seconds. */
function trickle(beginning: string): Promise<{ answer: string; seconds: number }> {
  const { promise, resolve } = Promise.withResolvers<{ answer: string; seconds: number }>()
  const begun = performance.now()
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(capsule.url).port) })
  const timer = setInterval(() => socket.write('a'), 10_000)
  let answer = ''
  socket.on('data', (data) => (answer += data.toString('latin1')))
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearInterval(timer)
    resolve({ answer, seconds: (performance.now() - begun) / 1000 })
  })
  socket.write(beginning)
  return promise
}

test('a byte every ten seconds ends with 408 for a body, and with a closed connection for a head', async () => {
  const [body, unfinished, silent] = await Promise.all([
    trickle(`${head('Content-Length: 1000').join('\r\n')}\r\n\r\n`),
    trickle('GET /healthz HTTP/1.1\r\nX: '),
    trickle(''),
  ])
  console.log(
    `closed after ${[body, unfinished, silent].map(({ seconds }) => seconds.toFixed(0)).join(', ')} s`,
  )

  expect(body.answer).toContain('HTTP/1.1 408 ')
  expect(body.answer).toContain('This took too long to arrive.')
  expect([unfinished.answer, silent.answer]).toEqual(['', ''])
}, 60_000)

test('the server is well afterwards', async () => {
  expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
})
