import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { measurePace, type Pace } from './pace'

/** What SQLite appends for a small transaction. */
const PAGE = Buffer.alloc(4096, 1)

/** How often a page of 4 KiB is written to the disk of a folder for good: the bound of every change that is answered. */
export async function measureDisk(folder: string, milliseconds: number, signal: AbortSignal): Promise<Pace> {
  const file = openSync(join(folder, 'pages'), 'w', 0o600)
  try {
    const write = () => {
      writeSync(file, PAGE)
      fdatasyncSync(file)
    }
    return await measurePace(write, { milliseconds, side: 1, signal })
  } finally {
    closeSync(file)
  }
}
