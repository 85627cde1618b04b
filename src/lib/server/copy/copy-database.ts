import { createReadStream, existsSync, statSync } from 'node:fs'
import { z } from 'zod'
import { vacuumInto } from '../db-copy'
import { readDatabase } from '../db-read'
import { giveName, syncFile } from './give-name'
import { assertWhole, schemaVersionOf } from './verify-copy'

/** From which database, under which name while it is made, and the name that it has once it was verified. */
export type CopyOrder = { from: string; partial: string; to: string }

/** A verified copy: its size in bytes, SHA-256 in hexadecimal, the last migration it has seen, and its rows in all. */
export const CopyFacts = z.object({
  bytes: z.int(),
  sha256: z.string(),
  schemaVersion: z.string(),
  rows: z.int(),
})
export type CopyFacts = z.infer<typeof CopyFacts>

/**
 * Copies a database and gives the copy its name only after it was looked through and written to the disk: integrity, foreign keys,
 * at least the rows that were there when it began. It blocks for as long as that takes, so it runs in a process of its own.
 * `isWanted` is asked between the steps. Throws an Error with a sentence; what lies at `partial` is for the caller to remove.
 */
export async function copyDatabase(
  { from, partial, to }: CopyOrder,
  isWanted: () => boolean,
): Promise<CopyFacts> {
  const assertWanted = () => {
    if (!isWanted()) throw new Error('nobody waits for it any more')
    if (existsSync(to)) throw new Error(`${to} is there already`)
  }
  const counts = vacuumInto(from, partial)
  assertWanted()
  const schemaVersion = readDatabase(partial, (copy) => {
    assertWhole(copy, counts)
    return schemaVersionOf(copy)
  })
  assertWanted()
  const sha256 = await hashOf(partial)
  syncFile(partial)
  const { size } = statSync(partial)
  assertWanted()
  giveName(partial, to)
  return { bytes: size, sha256, schemaVersion, rows: counts.values().reduce((sum, each) => sum + each, 0) }
}

/** Read anew from the disk, piece by piece. */
export async function hashOf(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hasher.update(piece)
  return hasher.digest('hex')
}
