import { basename } from 'node:path'
import { usualPath, pathFor } from '@/features/backups/backup-places.server'
import { makeBackup } from '@/features/backups/make-backup.server'
import { withInstance } from '@/lib/server/beside'
import { print, type Command } from '@/lib/server/command'
import { OperatorError } from '@/lib/server/errors'
import { stopSignal } from '@/lib/server/stop-signal'

export const backup: Command = {
  example: 'capsule backup /mnt/usb/capsule-2026-11-28.db',
  arguments: [
    {
      name: 'FILE',
      about: 'where it lies, in a folder that is there; left out, a new file in BACKUP_DIR',
      optional: true,
    },
  ],
  run: (program, input) => withInstance(program, () => run(input.argument('FILE'))),
}

async function run(named: string | undefined): Promise<number> {
  const id = Bun.randomUUIDv7()
  const path = named === undefined ? usualPath(id, new Date()) : pathFor(named)
  const stop = stopSignal()
  const line = progressLine(basename(path))
  try {
    const facts = await makeBackup({
      id,
      path,
      origin: 'command',
      makesFolder: named === undefined,
      signal: stop,
      onProgress: line.show,
      tellsAdmins: !process.stderr.isTTY,
    })
    line.end()
    return print(
      [`${path}`, `  ${facts.bytes} bytes, ${facts.rows} rows, verified`, `  SHA-256 ${facts.sha256}`].join(
        '\n',
      ),
    )
  } catch (error) {
    line.end()
    if (!stop.aborted) throw error
    throw new OperatorError('stopped. Nothing of this backup was kept.', { cause: error, exitCode: 130 })
  }
}

/** One line of a terminal that is written over and over; nothing where nobody watches. */
function progressLine(name: string) {
  const { stderr } = process
  const write = (text: string) => void (stderr.isTTY && stderr.write(`\r${text}\u001B[K`))
  return {
    show: (share: number) => write(`${name}: ${Math.round(share * 100)} %`),
    end: () => write(''),
  }
}
