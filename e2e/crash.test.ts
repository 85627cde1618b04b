import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder, startCapsule } from './support/binary'

/** Starts the bundle, and lets something happen in its process once it serves. */
async function startWith(script: string) {
  const folder = makeFolder()
  const preload = join(folder, 'preload.js')
  writeFileSync(preload, `process.on('SIGUSR2', () => { ${script} })\n`)
  const program = [process.execPath, '--preload', preload, resolve('dist/server/entry.mjs')]
  const capsule = await startCapsule({ folder, program })
  process.kill(capsule.pid, 'SIGUSR2')
  return capsule
}

describe('what nobody expected', () => {
  test('as an exception is logged, and ends the process with 1 and one file', async () => {
    const capsule = await startWith("throw new Error('out of the blue')")
    expect(await capsule.ended()).toBe(1)
    expect(capsule.stderr()).toMatch(/an exception that nobody caught: stopping.*out of the blue/)
    expect(capsule.files().filter((name) => name.startsWith('capsule.db'))).toEqual(['capsule.db'])
  })

  test('as a rejection is logged, and everybody else is served on', async () => {
    const capsule = await startWith("Promise.reject(new Error('forgotten'))")
    await capsule.printed(/a promise that nobody waited for failed.*forgotten/)
    expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
    expect(await capsule.stop()).toBe(0)
  })
})
