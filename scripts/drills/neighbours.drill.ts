import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Drill, Outcome } from './drill'
import { command, inFolder, start, type Finished } from './support/capsule'
import { adminEnv, signIn, writeNote } from './support/person'

const COPY = 'copy.db'
const SECOND = 'second.db'

/** Commands beside a running server, and what each prints. Those that need the file alone refuse in a sentence, with 1. */
const commands: { args: string[]; says: RegExp; code?: number }[] = [
  { args: ['version'], says: /\d+\.\d+\.\d+/ },
  { args: ['--help'], says: /serve/ },
  { args: ['config'], says: /DATABASE_PATH/ },
  { args: ['migrate'], says: /^[^\n]*another server is running[^\n]*\n$/, code: 1 },
  { args: ['restore', COPY], says: /^[^\n]*server is running[^\n]*\n$/, code: 1 },
  { args: ['restore', COPY, '--dry-run'], says: /Nothing was changed/ },
  { args: ['backup', SECOND], says: /verified/ },
  { args: ['doctor', '--json'], says: /"findings"/, code: 1 },
  { args: ['systemd'], says: /ExecStart=/ },
  { args: ['mails'], says: /./ },
  { args: ['jobs', 'list'], says: /./ },
  { args: ['user', 'list'], says: /ada@example\.org/ },
  { args: ['audit', 'export'], says: /instance\.set_up|account\./ },
]

export const drill: Drill = {
  name: 'neighbours',
  summary: 'two servers on one file: the second refuses in a sentence; every command works beside the first',
  count: { full: 10, short: 1 },
  run: ({ count }) => inFolder((folder) => meet(folder, count)),
}

async function meet(folder: string, count: number): Promise<Outcome> {
  const faults: string[] = []
  const capsule = await start({ folder, env: adminEnv })
  const client = await signIn(capsule.url)
  const copied = await command(['backup', COPY], { folder, env: { PORT: '0' } })
  if (copied.code !== 0) faults.push(`backup ${COPY} ended with ${copied.code}: ${copied.stderr}`)
  const notes: (string | null)[] = []
  for (let round = 0; round < count; round += 1) {
    rmSync(join(folder, SECOND), { force: true })
    faults.push(...judgeSecond(await command([], { folder, env: { PORT: '0' } })))
    for (const { args, says, code: expected = 0 } of commands) {
      const { code, stdout, stderr } = await command(args, { folder, env: { PORT: '0' } })
      if (code !== expected || !says.test(stdout + stderr))
        faults.push(`${args.join(' ')} ended with ${code}: ${stderr}`)
      notes.push(await writeNote(client, `beside ${args.join(' ')}`))
    }
  }
  faults.push(
    ...notes.filter((id) => id === null).map(() => 'the server did not take a note beside a command'),
  )
  if ((await capsule.stop()) !== 0) faults.push('the server did not stop cleanly')
  const files = readdirSync(folder).filter((name) => name !== COPY && name !== SECOND)
  if (files.join() !== 'capsule.db') faults.push(`after the stop there were ${files.join(', ')}`)
  const figures = `${count} second servers refused, ${count * commands.length} commands beside the first`
  return { figures, faults }
}

function judgeSecond({ code, stdout, stderr }: Finished): string[] {
  const isSentence = /^[^\n]*another server is running[^\n]*\n$/.test(stderr)
  if (code === 1 && stdout === '' && isSentence) return []
  return [`the second server ended with ${code}: ${stdout}${stderr}`]
}
