import { randomBytes } from 'node:crypto'
import { copyInChild } from '../copy/copy-in-child'
import { closeDatabase, openDatabase } from '../db'

/** A file that is copied within a moment says little of one that has grown, in pieces of 64 KiB. */
const PIECES = 1024
const PIECE = randomBytes(65_536)

/** What a verified backup took: bytes and milliseconds. */
export type BackupPace = { bytes: number; milliseconds: number }

/** Lets a stopped database grow by 64 MiB, and times its backup. */
export async function measureBackup({
  database,
  applicationId,
  signal,
}: {
  database: string
  applicationId: number
  signal: AbortSignal
}): Promise<BackupPace> {
  grow(database, applicationId)
  const start = performance.now()
  const { bytes } = await copyInChild({ from: database, to: `${database}-backup`, signal })
  return { bytes, milliseconds: performance.now() - start }
}

function grow(path: string, applicationId: number): void {
  const client = openDatabase(path, applicationId)
  try {
    const { $client } = client
    $client.run('CREATE TABLE measured_pieces (content BLOB NOT NULL) STRICT')
    const insert = $client.query('INSERT INTO measured_pieces (content) VALUES (?)')
    $client
      .transaction(() => {
        for (let place = 0; place < PIECES; place += 1) insert.run(PIECE)
      })
      .immediate()
  } finally {
    closeDatabase(client)
  }
}
