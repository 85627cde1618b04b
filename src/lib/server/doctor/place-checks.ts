import { existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Finding } from '@/lib/finding'
import { refuseUnusable } from '../db'
import { OperatorError } from '../errors'
import { readFreeSpace } from '../free-space'
import type { Examined } from './examined'

const MIB = 1024 * 1024

/** Kinds of file systems by number: https://man7.org/linux/man-pages/man2/statfs.2.html */
const kinds: Record<number, { name: string; trouble?: string; grade?: 'warning' | 'bad' }> = {
  0xef53: { name: 'ext4' },
  0x58465342: { name: 'xfs' },
  0x9123683e: { name: 'btrfs' },
  0x2fc12fc1: { name: 'zfs' },
  0x01021994: {
    name: 'tmpfs',
    grade: 'bad',
    trouble: 'lies in memory: everything is gone with the next restart of the machine',
  },
  0x794c7630: { name: 'overlayfs', grade: 'warning', trouble: 'belongs to a container, and goes with it' },
  0x6969: { name: 'nfs', grade: 'bad', trouble: 'is another machine’s: its locks cannot be relied on' },
  0xff534d42: { name: 'cifs', grade: 'bad', trouble: 'is another machine’s: its locks cannot be relied on' },
  0xfe534d42: { name: 'smb2', grade: 'bad', trouble: 'is another machine’s: its locks cannot be relied on' },
  0x65735546: {
    name: 'fuse',
    grade: 'warning',
    trouble: 'is made by a program, whose locks may not be relied on',
  },
}

/** Whether the file can be used at all: everything else depends on it. */
export function checkDatabasePath({ identity, path }: Examined): Finding {
  const name = 'database'
  try {
    const isNew = refuseUnusable(path, identity.applicationId)
    return { name, grade: 'good', says: isNew ? `${path} is made by the first start.` : `${path} is there.` }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return {
      name,
      grade: 'bad',
      says: error.message,
      mend: `DATABASE_PATH=/var/lib/${identity.command}/${identity.command}.db`,
    }
  }
}

export function checkFileSystem({ path, identity }: Examined): Finding {
  const { type } = statfsSync(dirname(path))
  const { name, trouble, grade = 'good' } = kinds[type] ?? { name: `kind 0x${type.toString(16)}` }
  if (!trouble) return { name: 'file system', grade, says: `${dirname(path)} is on ${name}.` }
  return {
    name: 'file system',
    grade,
    says: `${dirname(path)} is on ${name}, which ${trouble}.`,
    mend: `DATABASE_PATH=/var/lib/${identity.command}/${identity.command}.db on a disk of this machine`,
  }
}

export function checkPermissions({ path }: Examined): Finding {
  const name = 'permissions'
  const folder = dirname(path)
  const mode = (place: string) => statSync(place).mode
  if (existsSync(path) && (mode(path) & 0o077) !== 0)
    return {
      name,
      grade: 'warning',
      says: 'Other accounts of this machine can read the database, secrets included.',
      mend: `chmod 600 ${path}`,
    }
  const isSticky = (mode(folder) & 0o1000) !== 0
  if ((mode(folder) & 0o002) !== 0 && !isSticky)
    return {
      name,
      grade: 'warning',
      says: 'Every account of this machine can put another file in the place of the database.',
      mend: `chmod o-w ${folder}`,
    }
  return { name, grade: 'good', says: 'The file and its folder can be written, the file by its owner alone.' }
}

export function checkSpace({ path }: Examined): Finding {
  const { free } = readFreeSpace(dirname(path))
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const wanted = Math.max(500 * MIB, 2 * size)
  const says = `${Math.floor(free / MIB)} MiB are free.`
  if (free >= wanted) return { name: 'free space', grade: 'good', says }
  return {
    name: 'free space',
    grade: free < 64 * MIB ? 'bad' : 'warning',
    says: `${says} An upgrade and a backup need as much as the database has, and the log some more.`,
    mend: `df -h ${dirname(path)}, then delete what is not needed`,
  }
}
