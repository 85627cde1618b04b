// @vitest-environment node
import {
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { giveToOwner, makeOwnedFolder } from './file-owner'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-owner-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const owner = (name: string) => {
  const { uid, gid } = lstatSync(at(name))
  return [uid, gid]
}

function write(name: string): string {
  writeFileSync(at(name), '')
  return at(name)
}

describe.runIf(process.getuid?.() === 0)('what root makes', () => {
  it('belongs to the owner of the database, else of its folder, else of the nearest one', () => {
    mkdirSync(at('data'))
    chownSync(at('data'), 65534, 65533)
    const [file, more, far] = ['file', 'more', 'far'].map(write)
    giveToOwner(file ?? '', at('data/capsule.db'))
    giveToOwner(far ?? '', at('data/not/there/capsule.db'))
    chownSync(write('data/capsule.db'), 65532, 65531)
    giveToOwner(more ?? '', at('data/capsule.db'))
    expect(['file', 'far', 'more'].map(owner)).toEqual([
      [65534, 65533],
      [65534, 65533],
      [65532, 65531],
    ])
  })

  it('is no file that a link leads to', () => {
    mkdirSync(at('data'))
    chownSync(at('data'), 65534, 65533)
    write('secret')
    symlinkSync(at('secret'), at('data/capsule.db-lock'))
    giveToOwner(at('data/capsule.db-lock'), at('data/capsule.db'))
    expect(owner('secret')).toEqual([0, 0])
  })

  it('is each folder that was missing, for its owner alone, and none that was there', () => {
    chownSync(write('capsule.db'), 65534, 65533)
    mkdirSync(at('there'))
    makeOwnedFolder(at('there/a/b'), at('capsule.db'))
    expect(['there', 'there/a', 'there/a/b'].map(owner)).toEqual([
      [0, 0],
      [65534, 65533],
      [65534, 65533],
    ])
    expect(statSync(at('there/a/b')).mode & 0o777).toBe(0o700)
  })
})
