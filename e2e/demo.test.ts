import { expect, it } from 'vitest'
import { makeFolder, runCapsule, startCapsule } from './support/binary'

const few = ['--notes', '40', '--responses', '60']

it('capsule demo fills a new file, says how to sign in, and refuses a file that has accounts', async () => {
  const folder = makeFolder()
  const made = await runCapsule(['demo', ...few], { folder })
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect(made.stdout).toContain('12 people, 3 workspaces, 40 notes, 6 forms, 60 responses')
  const [, password = ''] = /password +(\S+)/.exec(made.stdout) ?? []

  const again = await runCapsule(['demo'], { folder })
  expect(again.code).not.toBe(0)
  expect(again.stderr).toContain('this file has accounts')

  const capsule = await startCapsule({ folder })
  const beside = await runCapsule(['demo'], { folder })
  expect(beside.code).not.toBe(0)
  expect(beside.stderr).toContain('another server is running')
  const answer = await fetch(`${capsule.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: capsule.url },
    body: JSON.stringify({ email: 'lea@example.org', password }),
  })
  expect(answer.status).toBe(200)
  await capsule.stop()
})

it('capsule demo says in its help what it takes, with an example', async () => {
  const { stdout } = await runCapsule(['demo', '--help'], { folder: makeFolder() })
  expect(stdout).toContain('--notes NUMBER')
  expect(stdout).toContain('DATABASE_PATH=./demo.db capsule demo')
  const wrong = await runCapsule(['demo', '--notes', 'many'], { folder: makeFolder() })
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--notes takes a whole number')])
})
