import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const DAY = 24 * 60 * 60_000

/** The name of a copy while it is made; `mark` makes it the only one of its name. */
export function partialPath(to: string, mark: string): string {
  return join(dirname(to), `.${basename(to)}.partial-${mark}`)
}

/** Removes from a folder what a copying that was killed has left; a younger one may still be under way somewhere. */
export function removeOldPartials(folder: string, now: Date): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (!/^\..+\.partial-[0-9a-f]{12}/.test(name)) continue
    const path = join(folder, name)
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: now.getTime() }
    if (now.getTime() - mtimeMs > DAY) rmSync(path, { force: true })
  }
}
