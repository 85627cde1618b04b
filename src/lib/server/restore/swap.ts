import { existsSync, renameSync, rmSync } from 'node:fs'
import { isBetween, listReplaced, readyPath, replacedPath, restoringPath, setOf, syncFolder } from './places'

/**
 * Puts the prepared copy in the database's place, and what was there aside as one set, under the name that comes back (null
 * when nothing was there). A step that fails takes back the ones before it, and throws. A process that is killed in between
 * leaves the new database ready and its place empty, and `settleSwap` brings that to its end.
 *
 * The file goes first and comes last: while one lies in the place, it has the log that is its own, or none.
 */
export function swapIn(database: string, now: Date, rename: Rename = renameSync): string | null {
  const undo: [from: string, to: string][] = []
  const move = (from: string, to: string) => {
    rename(from, to)
    undo.unshift([to, from])
    syncFolder(database)
  }
  try {
    move(restoringPath(database), readyPath(database))
    const aside = setOf(database).some((path) => existsSync(path)) ? replacedPath(database, now) : null
    if (aside !== null) moveSet(database, aside, move)
    move(readyPath(database), database)
    return aside
  } catch (error) {
    for (const [from, to] of undo) rename(from, to)
    syncFolder(database)
    throw error
  }
}

/** For whoever has just got the file's lock: ends a restore that was cut short, and clears away what one left. */
export function settleSwap(database: string, now: Date): void {
  if (isBetween(database)) {
    moveSet(database, asideOf(database, now), renameSync)
    renameSync(readyPath(database), database)
    syncFolder(database)
  }
  const left = [restoringPath(database), readyPath(database)].flatMap(setOf)
  for (const path of left) rmSync(path, { force: true })
}

type Rename = (from: string, to: string) => void

/** Where the rest of a set belongs whose file was moved last; a name of its own when that one is complete. */
function asideOf(database: string, now: Date): string {
  const last = listReplaced(database).at(-1)
  const [, ...companions] = last === undefined ? [] : setOf(last)
  const isTaken = setOf(database).some((path, place) => {
    const target = companions[place - 1]
    return target !== undefined && existsSync(path) && existsSync(target)
  })
  return last === undefined || isTaken ? replacedPath(database, now) : last
}

function moveSet(from: string, to: string, move: Rename): void {
  const targets = setOf(to)
  setOf(from).forEach((path, place) => {
    const target = targets[place]
    if (target !== undefined && existsSync(path)) move(path, target)
  })
}
