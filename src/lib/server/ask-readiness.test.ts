// @vitest-environment node
import { expect, test } from 'vitest'

const ask = `
  import { identity } from '@/app'
  import { askReadiness } from '@/lib/server/ask-readiness'
  import { readConfig } from '@/lib/server/config'
  console.log(JSON.stringify(await askReadiness(readConfig(identity, { PORT: process.env.PORT }))))
`

test('A proxy for the way out is not asked about the server of this machine', async () => {
  const server = Bun.serve({ port: 0, fetch: () => Response.json({ ready: false, reasons: ['Not yet.'] }) })
  const port = String(server.port)
  const proxy = 'http://127.0.0.1:1'
  const child = Bun.spawn([process.execPath, '-e', ask], {
    env: { ...process.env, PORT: port, HTTP_PROXY: proxy, http_proxy: proxy },
    stdout: 'pipe',
  })
  const answer: unknown = JSON.parse(await new Response(child.stdout).text())
  await server.stop(true)
  expect(answer).toEqual({ isReady: false, origin: `http://localhost:${port}`, reasons: ['Not yet.'] })
})

test('A foreign server is told in a sentence, whatever it says', async () => {
  const server = Bun.serve({ port: 0, fetch: () => new Response('<h1>Hello</h1>') })
  const child = Bun.spawn([process.execPath, '-e', ask], {
    env: { ...process.env, PORT: String(server.port) },
    stdout: 'pipe',
  })
  const answer = await new Response(child.stdout).text()
  await server.stop(true)
  expect(JSON.parse(answer)).toMatchObject({
    isReady: null,
    reasons: ['Another program answers there: look at HOST, PORT and TLS_CERT.'],
  })
})
