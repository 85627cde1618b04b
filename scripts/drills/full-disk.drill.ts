import { Database } from 'bun:sqlite'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Client } from '../../e2e/support/client'
import { needsRoot, type Drill, type Outcome } from './drill'
import { command, inFolder, start, waitFor, type Running } from './support/capsule'
import { admin as person, adminEnv, signIn } from './support/person'

const SIZE = '8m'
const env = {
  ...adminEnv,
  REGISTRATION: 'open',
  // Wrong passwords are counted as ever: that writes, too.
  RATE_LIMITS:
    'address=900000/s,read=900000/s,write=900000/s,credential=900000/s,mail=900000/s,invitation=900000/s,public=900000/s',
}

/** More requests than an 8 MB disk can take. */
const MOST = 1000
const BODY = 'all work and no play '.repeat(1500)

const Note = z.object({ data: z.object({ id: z.string(), version: z.int() }) })
type NoteRef = z.infer<typeof Note>['data']

export const drill: Drill = {
  name: 'full-disk',
  summary:
    'an 8 MB disk filled under load: visitors are refused first, reading goes on, an admin signs in and makes room, no restart',
  count: { full: 3, short: 1 },
  obstacle: () => needsRoot() ?? refusedMount(),
  run: async ({ count }) => {
    const rounds: Outcome[] = []
    for (let round = 0; round < count; round += 1)
      rounds.push(await inFolder((folder) => onTinyDisk(folder, fill)))
    return {
      figures: `${count} disks: ${rounds[0]?.figures}`,
      faults: rounds.flatMap(({ faults }) => faults),
    }
  },
}

function refusedMount(): string | null {
  const { success } = Bun.spawnSync(['unshare', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'])
  return success ? null : 'this machine lets nobody mount a file system'
}

async function onTinyDisk(folder: string, work: (disk: string) => Promise<Outcome>): Promise<Outcome> {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const mounted = Bun.spawnSync(['mount', '-t', 'tmpfs', '-o', `size=${SIZE}`, 'none', disk])
  if (!mounted.success) throw new Error(`No disk could be mounted: ${mounted.stderr.toString().trim()}`)
  try {
    return await work(disk)
  } finally {
    Bun.spawnSync(['umount', '--lazy', disk])
  }
}

async function fill(disk: string): Promise<Outcome> {
  const faults: string[] = []
  const expectThat = (isSo: boolean, fault: string) => void (isSo || faults.push(fault))
  const capsule = await start({ folder: disk, env })
  const admin = await signIn(capsule.url)
  const ballast = join(disk, 'capsule.db-ballast')
  await waitFor(() => existsSync(ballast) || null, 'There was no ballast.')

  const { notes, visitorsStopped, allStopped } = await writeUntilRefused(capsule, admin)
  expectThat(
    visitorsStopped < allStopped,
    `visitors were refused at ${visitorsStopped}, members at ${allStopped}`,
  )
  expectThat(allStopped < MOST, 'nobody was refused')
  expectThat(existsSync(ballast), 'the ballast was let go before anybody had to delete')
  await expectReading(admin, notes, faults)
  expectThat(
    (await admin.get('/')).text.includes('The disk of the database is full'),
    'the admin was told nothing',
  )

  fillUp(disk)
  await expectReading(admin, notes, faults)
  const again = await createNote(admin)
  expectThat(again.status === 503, `a write on a full disk was answered ${again.status}`)
  const backup = await command(['backup', join(disk, 'copy.db')], { folder: disk, env })
  expectThat(backup.code !== 0, 'a backup on a full disk ended well')
  const odd = readdirSync(disk).filter(
    (name) => !/^(capsule\.db(-wal|-shm|-lock|-ballast)?|filler)$/.test(name),
  )
  expectThat(odd.length === 0, `there was left: ${odd.join(', ')}`)

  const stranger = await new Client(capsule.url).post('/api/auth/sign-in/email', {
    ...person,
    password: 'wrong',
  })
  expectThat(stranger.status !== 200, 'a wrong password signed somebody in')
  expectThat(existsSync(ballast), 'a sign-in that failed let the ballast go')
  const back = await signIn(capsule.url)
  const deleted = await deleteNotes(back, notes, faults)
  expectThat(!existsSync(ballast), 'the ballast was kept')
  const after = await createNote(admin)
  expectThat(
    after.status === 201,
    `after ${deleted} deletes a write was answered ${after.status}: ${after.text}`,
  )
  rmSync(join(disk, 'filler'))
  const visitor = await signUp(capsule, 'late')
  expectThat(visitor === 200, `with room again a visitor was answered ${visitor}`)

  expectThat((await capsule.stop()) === 0, 'it did not stop cleanly')
  expectThat(
    readdirSync(disk).join() === 'capsule.db',
    `after the stop there were ${readdirSync(disk).join(', ')}`,
  )
  expectThat(isWhole(disk), 'the file is not whole')
  await stopWhileFull(disk, expectThat)
  const figures = `visitors refused from write ${visitorsStopped}, everybody from ${allStopped}, ${notes.length} acknowledged notes readable, ${deleted} deleted on 0 bytes free`
  return { figures, faults }
}

/** A stop with nothing free ends well, and what lies there afterwards is taken for no copy of a running database. */
async function stopWhileFull(
  disk: string,
  expectThat: (isSo: boolean, fault: string) => void,
): Promise<void> {
  const capsule = await start({ folder: disk, env })
  const admin = await signIn(capsule.url)
  const { status } = await createNote(admin)
  expectThat(status === 201, `a note with room again was answered ${status}`)
  fillUp(disk)
  const code = await capsule.stop()
  expectThat(code === 0, `a stop with nothing free ended with ${code}`)
  rmSync(join(disk, 'filler'))
  const again = await start({ folder: disk, env })
  expectThat(
    !again.printed().includes('was copied'),
    'what was stopped with nothing free counts as a live copy',
  )
  await again.stop()
  expectThat(isWhole(disk), 'the file is not whole after a stop with nothing free')
}

/** A note and a sign-up at a time, until both are refused; every answer but 201, 200 and 503 throws. */
async function writeUntilRefused(capsule: Running, admin: Client) {
  const notes: NoteRef[] = []
  let visitorsStopped = MOST
  for (let place = 0; place < MOST; place += 1) {
    const { status, json } = await createNote(admin)
    if (status === 503) return { notes, visitorsStopped, allStopped: place }
    if (status !== 201) throw new Error(`A note was answered ${status}.`)
    notes.push(Note.parse(json).data)
    const visitor = await signUp(capsule, `visitor-${place}`)
    if (visitor === 503) visitorsStopped = Math.min(visitorsStopped, place)
    else if (visitor !== 200) throw new Error(`A sign-up was answered ${visitor}.`)
  }
  return { notes, visitorsStopped, allStopped: MOST }
}

function createNote(client: Client) {
  return client.post('/api/notes', { title: 'Filling', body: BODY, visibility: 'workspace' })
}

async function signUp({ url }: Running, name: string): Promise<number> {
  const body = { name, email: `${name}@example.org`, password: 'eleven quiet herons at dusk' }
  return (await new Client(url).post('/api/auth/sign-up/email', body)).status
}

async function expectReading(client: Client, notes: NoteRef[], faults: string[]): Promise<void> {
  for (const path of ['/', '/notes', '/healthz', '/settings']) {
    const { status } = await client.get(path)
    if (status !== 200) faults.push(`${path} was answered ${status} on a full disk`)
  }
  const answers = await Promise.all(notes.map(({ id }) => client.get(`/api/notes/${id}`)))
  const missing = answers.filter(({ status }) => status !== 200).length
  if (missing > 0) faults.push(`${missing} of ${notes.length} acknowledged notes are missing`)
}

/** Most of them, into the trash and out of it, as the page does. */
async function deleteNotes(client: Client, notes: NoteRef[], faults: string[]): Promise<number> {
  const most = notes.slice(0, Math.ceil(notes.length * 0.8))
  for (const { id } of most) {
    for (const [intent, path] of [
      ['trash', `/notes/${id}`],
      ['delete', `/notes/${id}`],
    ] as const) {
      const { status, text } = await client.submit(path, { intent })
      if (status !== 303)
        faults.push(`${intent} on a full disk was answered ${status}: ${text.slice(0, 200)}`)
    }
  }
  return most.length
}

/** Takes what is left, as another program would. */
function fillUp(disk: string): void {
  const file = openSync(join(disk, 'filler'), 'w')
  const piece = Buffer.alloc(4096, 1)
  try {
    while (statfsSync(disk).bavail > 0) writeSync(file, piece)
  } finally {
    closeSync(file)
  }
}

function isWhole(disk: string): boolean {
  const sqlite = new Database(join(disk, 'capsule.db'), { readonly: true })
  const row = sqlite.query<{ integrity_check: string }, []>('PRAGMA integrity_check').get()
  sqlite.close()
  return row?.integrity_check === 'ok'
}
