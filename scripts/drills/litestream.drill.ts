import { Database } from 'bun:sqlite'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Drill, Outcome } from './drill'
import { command, inFolder, start, waitFor } from './support/capsule'
import { readExample } from './support/guide'
import { adminEnv, signIn, writeNote } from './support/person'

const PACKAGE = '@flydotio/litestream@1.0.1'

export const drill: Drill = {
  name: 'litestream',
  summary:
    'the configuration of the guide: a machine that burns under load comes back from the copy that followed',
  count: { full: 300, short: 0 },
  run: ({ count, say }) => inFolder((folder) => follow(folder, count, say)),
}

async function follow(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const [data, replica, back] = ['data', 'replica', 'back'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const place of [data, replica, back]) mkdirSync(place)
  const litestream = await fetchLitestream(folder)
  const config = join(folder, 'litestream.yml')
  writeFileSync(
    config,
    readExample('yaml', 'dbs:').replace('/var/lib/capsule', data).replace('/srv/replica/capsule', replica),
  )
  const capsule = await start({ folder: data, env: adminEnv })
  const follower = Bun.spawn([litestream, 'replicate', '-config', config], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  try {
    await waitFor(() => (existsSync(join(replica, 'generations')) ? true : null), 'Litestream made no copy.')
    const notes = await writeNotes(capsule.url, count)
    say(`${count} notes written; two seconds for the copy`)
    await Bun.sleep(2_000)
    await capsule.kill()
    const copy = join(folder, 'copy.db')
    await run([litestream, 'restore', '-config', config, '-o', copy, join(data, 'capsule.db')])
    const restored = await command(['restore', copy, '--live-copy'], { folder: back })
    if (restored.code !== 0) throw new Error(`capsule restore: ${restored.stderr}`)
    return { figures: `${count} notes followed`, faults: await judge(back, notes) }
  } finally {
    follower.kill('SIGKILL')
    await follower.exited
  }
}

/** From the npm registry, into the folder of the drill alone. */
async function fetchLitestream(folder: string): Promise<string> {
  await run([
    'npm',
    'install',
    '--prefix',
    join(folder, 'tool'),
    '--no-save',
    '--no-audit',
    '--no-fund',
    PACKAGE,
  ])
  const name = `litestream-${process.platform}-${process.arch}`
  return join(folder, 'tool/node_modules/@flydotio', name, 'litestream')
}

async function run(parts: string[]): Promise<void> {
  const child = Bun.spawn(parts, { stdout: 'ignore', stderr: 'pipe' })
  const stderr = await new Response(child.stderr).text()
  if ((await child.exited) !== 0) throw new Error(`${parts.join(' ')}: ${stderr}`)
}

async function writeNotes(url: string, count: number): Promise<string[]> {
  const client = await signIn(url)
  const notes: string[] = []
  for (let at = 0; at < count; at += 1) {
    const id = await writeNote(client, `followed ${at}`)
    if (id !== null) notes.push(id)
  }
  return notes
}

/** On the new machine: everything acknowledged two seconds before the fire is there, and signing in works. */
async function judge(folder: string, notes: string[]): Promise<string[]> {
  const capsule = await start({ folder })
  const faults: string[] = []
  // It is a copy of a running file, which `--live-copy` took as it is: the guide says so, and so does the start.
  if (!capsule.printed().includes('copied while')) faults.push('nobody was told that it is a live copy')
  await signIn(capsule.url)
  const db = new Database(join(folder, 'capsule.db'), { readonly: true })
  const kept = new Set(
    db
      .query('SELECT id FROM notes')
      .values()
      .map(([id]) => String(id)),
  )
  db.close()
  const lost = notes.filter((id) => !kept.has(id)).length
  if (lost > 0) faults.push(`${lost} of ${notes.length} notes are missing`)
  if ((await capsule.stop()) !== 0) faults.push('it did not stop cleanly')
  return faults
}
