import { expect, it } from 'vitest'
import type { Measured } from '@/lib/server/bench/measure-all'
import { describeMeasured } from './bench-words'

const pace = (rate: number, p99 = 4) => ({ rate, p50: 2, p99 })

const measured: Measured = {
  disk: pace(900),
  passwords: pace(20),
  answered: [
    { what: 'the page of notes', kind: 'page', ...pace(84) },
    { what: 'notes as data', kind: 'read', ...pace(2000) },
    { what: 'a note kept', kind: 'write', ...pace(300) },
    { what: 'a form opened', kind: 'page', isOfVisitor: true, ...pace(10) },
    { what: 'an answer kept', kind: 'write', isOfVisitor: true, ...pace(1234) },
  ],
  memory: 150_000_000,
  backup: { bytes: 80_000_000, milliseconds: 2000 },
}

it('says what could be served by the slowest of its kind, with half of the machine left free', () => {
  const said = describeMeasured(measured).join('\n')
  expect(said).toContain('210 people at work at once, each opening a page every 5 seconds')
  expect(said).toContain('150 changes a second')
  expect(said).toContain('620 answers of visitors a second')
  expect(said).toContain('600 sign-ins by password a minute')
  expect(said).toContain('80.0 MB took 2.0 s, that is 40.0 MB a second')
})

it('says nothing of what was not asked, and warns of a slow disk alone', () => {
  const said = describeMeasured({ ...measured, answered: [], memory: null }).join('\n')
  expect(said).not.toMatch(/people|changes|visitors|memory|SSD/)
  expect(describeMeasured({ ...measured, disk: pace(8, 150) }).join('\n')).toContain('An SSD would help.')
})
