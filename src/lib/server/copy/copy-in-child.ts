import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { dirname } from 'node:path'
import type { Subprocess } from 'bun'
import { z } from 'zod'
import { OperatorError } from '../errors'
import { removeSet } from '../restore/places'
import { ownCommand } from '../own-command'
import { CopyFacts } from './copy-database'
import { partialPath } from './partials'
import { assertRoom, sizeOf } from './room'

type Copying = {
  from: string
  /** Where nothing may lie, in a folder that is there. */
  to: string
  /** Ends the copying; what was made so far is removed. */
  signal?: AbortSignal
  /** Told a few times a second how much of it is done, from 0 to 1; the check of the copy is the second half. */
  onProgress?: (share: number) => void
}

/** What the child says on its standard output when it ends. */
export const ChildAnswer = z.union([CopyFacts, z.object({ error: z.string() })])

/** Room that has to stay free beside a copy of so many bytes. */
function marginOf(bytes: number): number {
  const MIB = 1024 * 1024
  return Math.min(Math.max(bytes / 10, MIB), 8 * MIB)
}

const LOOK_EVERY_MS = 250

/**
 * Copies a database by a process of its own, at a lower priority, and returns what the verified copy is. Throws an OperatorError
 * with a sentence, or the reason of the signal; then nothing of it is left on the disk.
 */
export async function copyInChild({ from, to, signal, onProgress }: Copying): Promise<CopyFacts> {
  signal?.throwIfAborted()
  if (existsSync(to))
    throw new OperatorError(`${to} is there already, and is not written over. Choose another name.`)
  assertRoom(from, dirname(to), marginOf(sizeOf(from)))
  const partial = partialPath(to, randomBytes(6).toString('hex'))
  const child = Bun.spawn([...ownCommand(), 'copy-database', from, partial, to], {
    // It needs no secret of ours.
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  lowerPriority(child)
  const watch = setInterval(() => onProgress?.(progressOf(from, partial)), LOOK_EVERY_MS)
  const kill = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', kill)
  try {
    const facts = await answerOf(child, signal)
    onProgress?.(1)
    return facts
  } finally {
    signal?.removeEventListener('abort', kill)
    clearInterval(watch)
    removeSet(partial)
  }
}

async function answerOf(
  child: Subprocess<'ignore', 'pipe', 'pipe'>,
  signal: AbortSignal | undefined,
): Promise<CopyFacts> {
  const [out, complaint] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  signal?.throwIfAborted()
  const answer = ChildAnswer.safeParse(parse(out))
  if (answer.success && !('error' in answer.data)) return answer.data
  const reason = answer.data && 'error' in answer.data ? answer.data.error : endOf(child, complaint)
  throw new OperatorError(`the copy could not be made: ${reason}. Nothing of it was kept.`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function endOf({ exitCode, signalCode }: Subprocess, complaint: string): string {
  const last = complaint.trim().split('\n').at(-1)
  return last || `its process ended ${signalCode ? `by ${signalCode}` : `with ${exitCode}`}`
}

/** Requests come first. Where that may not be, it is copied as quickly as they are answered. */
function lowerPriority({ pid }: Subprocess): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    return
  }
}

/** Writing is about half of the work, looking through the other: of that nothing can be seen from here. */
function progressOf(from: string, partial: string): number {
  const whole = sizeOf(from)
  return whole === 0 ? 0 : Math.min(0.5, (0.5 * sizeOf(partial)) / whole)
}
