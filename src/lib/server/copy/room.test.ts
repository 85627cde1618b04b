// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assertRoom, describeLack } from './room'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-room-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('counts what SQLite keeps beside a file, and the margin', () => {
  const path = join(folder, 'capsule.db')
  for (const end of ['', '-wal', '-shm']) writeFileSync(path + end, Buffer.alloc(1_000_000))
  expect(describeLack(path, folder)).toBeNull()
  expect(describeLack(path, folder, 1e15)).toMatch(
    /^a copy takes up to 1000000003\.0 MB, and \d+\.\d MB are free$/,
  )
})

it('is asked for in a folder that is there', () => {
  expect(() => assertRoom(join(folder, 'capsule.db'), join(folder, 'none'))).toThrow(
    /there is no folder .*none/,
  )
  expect(() => assertRoom(join(folder, 'capsule.db'), folder, 1e15)).toThrow(
    /not enough room in .*: a copy takes up to .* are free\. Make room there, or choose another folder\.$/,
  )
})
