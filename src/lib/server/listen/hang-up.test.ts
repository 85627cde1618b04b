import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { useInstance } from '@/test/instance'
import { listen, type Listener } from './listener'

useInstance({ PORT: '0' })

let listener: Listener | undefined

afterEach(async () => {
  await listener?.stop(0)
})

function serve(): number {
  const files = (_: Request, pathname: string) => (pathname === '/file' ? new Response('file') : undefined)
  listener = listen({ files, render: async () => new Response('page') })
  return listener.port
}

const CHUNK = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 32), Buffer.from('\r\n')])

/** Sends a head, then chunks until the server closes; what it answered. */
function pushForEver(port: number, head: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect({ host: '127.0.0.1', port })
  let answer = ''
  const push = () => {
    while (!socket.destroyed && socket.write(CHUNK));
  }
  socket.on('data', (data) => (answer += data.toString('latin1')))
  socket.on('error', () => undefined)
  socket.on('close', () => resolve(answer))
  socket.on('drain', push)
  socket.write(`${head}\r\nTransfer-Encoding: chunked\r\n\r\n`)
  push()
  return promise
}

it.each([
  ['a name that is not ours', 'POST /page HTTP/1.1\r\nHost: evil.example', 421],
  ['a method that there is none of', 'TRACE /page HTTP/1.1\r\nHost: localhost', 405],
  ['a page of another site', 'POST /page HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example', 403],
  ['a path that is none', 'POST /api/%zz HTTP/1.1\r\nHost: localhost', 404],
  ['a file', 'GET /file HTTP/1.1\r\nHost: localhost', 200],
  ['a page that does not read it', 'GET /page HTTP/1.1\r\nHost: localhost', 200],
])('an endless body to %s is answered, and the connection closed', async (_, head, status) => {
  const answer = await pushForEver(serve(), head)
  // Whoever goes on sending may find the connection closed before the answer was read.
  expect(['', `HTTP/1.1 ${status}`]).toContain(answer.slice(0, 'HTTP/1.1 200'.length))
  expect((await fetch(`http://127.0.0.1:${listener?.port}/page`)).status).toBe(200)
})

it('a connection is kept after what came whole', async () => {
  const port = serve()
  const get = await fetch(`http://127.0.0.1:${port}/page`)
  const post = await fetch(`http://127.0.0.1:${port}/page`, { method: 'POST', body: 'x' })
  expect([get.headers.get('connection'), post.headers.get('connection')]).not.toContain('close')
})
