import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder, startCapsule } from './support/binary'

/** Starts the bundle with something that happens in its process, half a second after it began. */
async function startWith(script: string) {
  const folder = makeFolder()
  const preload = join(folder, 'preload.js')
  writeFileSync(preload, `setTimeout(() => { ${script} }, 500)\n`)
  const program = [process.execPath, '--preload', preload, resolve('dist/server/entry.mjs')]
  return startCapsule({ folder, program })
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
