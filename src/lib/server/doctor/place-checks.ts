import { existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Finding } from '@/lib/finding'
import { place, troubles } from '@/lib/words/doctor'
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
    trouble: troubles.tmpfs,
  },
  0x794c7630: { name: 'overlayfs', grade: 'warning', trouble: troubles.overlayfs },
  0x6969: { name: 'nfs', grade: 'bad', trouble: troubles.network },
  0xff534d42: { name: 'cifs', grade: 'bad', trouble: troubles.network },
  0xfe534d42: { name: 'smb2', grade: 'bad', trouble: troubles.network },
  0x65735546: {
    name: 'fuse',
    grade: 'warning',
    trouble: troubles.fuse,
  },
}

/** Whether the file can be used at all: everything else depends on it. */
export function checkDatabasePath({ identity, path }: Examined): Finding {
  const name = 'database'
  try {
    const isNew = refuseUnusable(path, identity.applicationId)
    return { name, grade: 'good', says: isNew ? place.isNew(path) : place.isThere(path) }
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
  const {
    name,
    trouble,
    grade = 'good',
  } = kinds[type] ?? { name: place.unknownKind(`0x${type.toString(16)}`) }
  if (!trouble) return { name: 'file system', grade, says: place.fileSystem(dirname(path), name) }
  return {
    name: 'file system',
    grade,
    says: place.badFileSystem(dirname(path), name, trouble),
    mend: place.mendFileSystem(`/var/lib/${identity.command}/${identity.command}.db`),
  }
}

export function checkPermissions({ path }: Examined): Finding {
  const name = 'permissions'
  const folder = dirname(path)
  const mode = (target: string) => statSync(target).mode
  if (existsSync(path) && (mode(path) & 0o077) !== 0)
    return {
      name,
      grade: 'warning',
      says: place.readByOthers,
      mend: `chmod 600 ${path}`,
    }
  const isSticky = (mode(folder) & 0o1000) !== 0
  if ((mode(folder) & 0o002) !== 0 && !isSticky)
    return {
      name,
      grade: 'warning',
      says: place.replacedByOthers,
      mend: `chmod o-w ${folder}`,
    }
  return { name, grade: 'good', says: place.permitted }
}

export function checkSpace({ path }: Examined): Finding {
  const { free } = readFreeSpace(dirname(path))
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const wanted = Math.max(500 * MIB, 2 * size)
  const left = Math.floor(free / MIB)
  if (free >= wanted) return { name: 'free space', grade: 'good', says: place.free(left) }
  return {
    name: 'free space',
    grade: free < 64 * MIB ? 'bad' : 'warning',
    says: place.littleFree(left),
    mend: place.mendFree(dirname(path)),
  }
}
