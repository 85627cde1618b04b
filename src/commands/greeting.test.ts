import { expect, it } from 'vitest'
import { greet } from './greeting'

const facts = {
  title: 'Capsule 0.1.0',
  config: { HOST: '127.0.0.1', DATABASE_PATH: './capsule.db' },
  port: 4321,
  origin: 'http://localhost:4321',
  setupToken: 'secret',
}

it('prints the public address, a set-up link of it, and where it listens', () => {
  expect(greet({ ...facts, origin: 'https://capsule.example.org' })).toBe(
    [
      'Capsule 0.1.0',
      '  file     ./capsule.db',
      '  address  https://capsule.example.org',
      '  listens  http://localhost:4321',
      '  set up   https://capsule.example.org/setup?token=secret',
      '',
      'Open the set-up link once.',
    ].join('\n'),
  )
})

it('says one address, and how to reach it from elsewhere, while there is no other', () => {
  const text = greet(facts)
  expect(text).toContain(
    '  address  http://localhost:4321\n  set up   http://localhost:4321/setup?token=secret',
  )
  expect(text).toContain('ssh -L 4321:localhost:4321')
  expect(text).toContain('HOST=0.0.0.0')
  expect(text).not.toContain('listens')
})

it('says no set-up link once there is an admin', () => {
  expect(greet({ ...facts, setupToken: null })).not.toContain('set')
})
