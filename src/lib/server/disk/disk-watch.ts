import { statfsSync } from 'node:fs'
import { database } from '../db'
import { describeError, log } from '../log'
import { addNotices } from '../notices'
import { keepLogSmall } from './small-log'
import { ballastSize, dropBallast, makeBallast } from './ballast'
import { listDiskNotices } from './disk-notices'
import { ballastFor, isDry, levelOf, marksOf, type DiskLevel, type Space } from './watermarks'

/** How often the ballast follows the disk, in milliseconds. */
const LOOK_EVERY = 5000

type Watch = { path: string; readSpace: ReadSpace; lent: number; level: DiskLevel }

/** What is free on the disk of a path, and its size, in bytes. */
type ReadSpace = (path: string) => Pick<Space, 'total' | 'free'>

let watch: Watch | null = null

/** How much may be written at this moment: `ample` where nobody watches, as in a test or a command. */
export function diskLevel(): DiskLevel {
  if (!watch) return 'ample'
  keepLogSmall(watch.path, watch.readSpace(watch.path))
  const space = spaceOf(watch)
  const level = levelOf(space)
  if (level !== watch.level) {
    log(level === 'ample' ? 'info' : 'warn', `the disk of the database is ${level}`, { free: space.free })
    watch.level = level
  }
  return level
}

/** True when the disk has no room even for a session; never where nobody watches. */
export function isDiskDry(): boolean {
  return watch !== null && isDry({ free: watch.readSpace(watch.path).free, lent: watch.lent })
}

/** Lets go of the ballast, for what makes room on a full disk; it is made again when there is enough. */
export function lendBallast(): void {
  if (!watch || ballastSize(watch.path) === 0) return
  watch.lent = dropBallast(watch.path)
  log('warn', 'the ballast was let go, so that something can be deleted', { bytes: watch.lent })
}

/** Watches the disk of the running instance's file and keeps a ballast on it, until `stop`, which takes that away. */
export function watchDisk(
  path: string,
  readSpace: ReadSpace = readDisk,
): { look: () => Promise<void>; stop: () => void } {
  const own: Watch = { path, readSpace, lent: 0, level: 'ample' }
  watch = own
  const endNotices = addNotices(() => listDiskNotices(diskLevel(), spaceOf(own).free))
  diskLevel()
  const look = () => follow(own)
  const timer = setInterval(() => void look(), LOOK_EVERY)
  timer.unref()
  return {
    look,
    stop: () => {
      clearInterval(timer)
      endNotices()
      if (watch === own) watch = null
      dropBallast(path)
    },
  }
}

function readDisk(path: string): Pick<Space, 'total' | 'free'> {
  const { blocks, bavail, bsize } = statfsSync(path)
  return { total: blocks * bsize, free: bavail * bsize }
}

function spaceOf({ path, readSpace, lent }: Watch): Space {
  const { total, free } = readSpace(path)
  // On a disk with room nobody needs to know what the file could use again.
  const isRoomy = free - lent >= marksOf(total).low
  return { total, free, lent, reusable: isRoomy ? 0 : reusableBytes() }
}

function reusableBytes(): number {
  const read = (name: string) =>
    Object.values(database().$client.query<Record<string, number>, []>(`PRAGMA ${name}`).get() ?? {})[0] ?? 0
  return read('freelist_count') * read('page_size')
}

async function follow(own: Watch): Promise<void> {
  try {
    diskLevel()
    const bytes = ballastFor(own.readSpace(own.path))
    if (ballastSize(own.path) > 0 || bytes === 0 || watch !== own) return
    await makeBallast(own.path, bytes)
    own.lent = 0
    // A stop in between has looked for it already.
    if (watch !== own) dropBallast(own.path)
  } catch (error) {
    log('warn', 'the disk of the database could not be looked after', { error: describeError(error) })
  }
}
