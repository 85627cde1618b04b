// @vitest-environment node
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settleSwap, swapIn } from './swap'

const now = new Date('2026-11-28T13:15:02.123Z')
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-swap-'))
  path = join(folder, 'capsule.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (end: string, text: string) => writeFileSync(path + end, text)
const read = () =>
  Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name.slice('capsule.db'.length), readFileSync(join(folder, name), 'utf8')]),
  )
const old = { '': 'old', '-shm': 'old shm', '-wal': 'old wal' }
const aside = '-replaced-20261128T131502123Z'
const moved = { '': 'new', [aside]: 'old', [`${aside}-shm`]: 'old shm', [`${aside}-wal`]: 'old wal' }

function arrange() {
  for (const [end, text] of Object.entries(old)) write(end, text)
  write('-restoring', 'new')
}

/** Renames until the step `last`, and fails from then on: by `isKilled` for good, as a process that is gone. */
function renameUntil(last: number, isKilled: boolean) {
  let step = 0
  return (from: string, to: string) => {
    step += 1
    if (isKilled ? step > last : step === last + 1) throw new Error('no further')
    renameSync(from, to)
  }
}

describe('swapIn', () => {
  it.each([0, 1, 2, 3, 4])('puts the old set back when the step after %i fails', (last) => {
    arrange()
    expect(() => swapIn(path, now, renameUntil(last, false))).toThrow('no further')
    settleSwap(path, now)
    expect(read()).toEqual(old)
  })

  it.each([
    [0, old],
    [1, old],
    [2, moved],
    [3, moved],
    [4, moved],
  ])('leaves one whole set when it is killed after step %i', (last, left) => {
    arrange()
    expect(() => swapIn(path, now, renameUntil(last, true))).toThrow('no further')
    settleSwap(path, now)
    expect(read()).toEqual(left)
  })

  it('puts the whole old set aside, and nothing of it stays beside the new file', () => {
    arrange()
    expect(swapIn(path, now)).toBe(path + aside)
    expect(read()).toEqual(moved)
  })

  it('uses no name twice, also when the clock goes back', () => {
    arrange()
    swapIn(path, now)
    write('-restoring', 'newer')
    const earlier = new Date(now.getTime() - 60_000)
    expect(swapIn(path, earlier)).toBe(`${path}-replaced-20261128T131502124Z`)
    expect(read()).toMatchObject({ ...moved, '': 'newer', '-replaced-20261128T131502124Z': 'new' })
  })

  it('goes where nothing was, and moves a log that lies there without its file', () => {
    write('-restoring', 'new')
    expect(swapIn(path, now)).toBeNull()
    rmSync(path)
    write('-wal', 'stale')
    write('-restoring', 'newer')
    expect(swapIn(path, now)).toBe(path + aside)
    expect(read()).toEqual({ '': 'newer', [`${aside}-wal`]: 'stale' })
  })
})

describe('settleSwap', () => {
  it('clears away a copy that was never ready, with what lay beside it', () => {
    for (const [end, text] of Object.entries(old)) write(end, text)
    write('-restoring', 'half')
    write('-restoring-wal', 'half')
    settleSwap(path, now)
    expect(read()).toEqual(old)
  })

  it('ends a restore into an empty place beside an earlier set', () => {
    write(aside, 'older')
    write(`${aside}-wal`, 'older wal')
    write('-wal', 'stale')
    write('-restoring-ready', 'new')
    settleSwap(path, now)
    expect(read()).toEqual({
      '': 'new',
      [aside]: 'older',
      [`${aside}-wal`]: 'older wal',
      '-replaced-20261128T131502124Z-wal': 'stale',
    })
  })
})
