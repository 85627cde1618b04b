import { beforeAll, describe, expect, test } from 'vitest'
import { admin } from './support/account'
import { copyBinary, listFiles, makeFolder, runCapsule } from './support/binary'

const env = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }
const folder = makeFolder()

/** Runs a script in which `$0` is the binary. */
const shell = (script: string) =>
  runCapsule([], { program: ['bash', '-c', `set -o pipefail; ${script}`, copyBinary()], folder, env })

beforeAll(async () => {
  const { code, stderr } = await runCapsule(['demo'], { folder })
  if (code !== 0) throw new Error(stderr)
})

describe('a command whose reader leaves', () => {
  test.each(['audit export', 'user list', 'help'])('%s ends without a word', async (command) => {
    const { stdout, stderr } = await shell(`"$0" ${command} | head -1`)
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stderr).toBe('')
    expect(listFiles(folder).filter((name) => /-wal$|-lock$/.test(name))).toEqual([])
  })
})

describe('a command whose output has no room', () => {
  test.each(['audit export', 'config'])('%s ends with a sentence', async (command) => {
    const { code, stderr } = await shell(`timeout 20 "$0" ${command} >/dev/full`)
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^What this prints could not be written [^\n]+\n$/),
    ])
  })
})

describe('a backup that was killed', () => {
  test.each([0.03, 0.08, 0.15, 0.25])('after %s s leaves the way free for the next one', async (seconds) => {
    const name = `after-${seconds}.db`
    const { code, stdout, stderr } = await shell(
      `"$0" backup killed-${seconds}.db >/dev/null 2>&1 & sleep ${seconds}; kill -9 $! 2>/dev/null; wait; "$0" backup ${name}`,
    )
    expect([code, stdout]).toEqual([0, expect.stringContaining(name)])
    expect(stderr).not.toContain('being made')
    expect(listFiles(folder)).toContain(name)
  })
})
