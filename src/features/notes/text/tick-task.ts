import { showToaster } from '@/components/ui/use-toast'
import { afterPicture } from '@/lib/after-picture'
import { callApi } from '@/lib/api'
import { loadNote } from '../load-note'
import * as words from '../words/text'
import { addCopyButtons } from './copy-code'
import { seenVersion, seeVersion } from './seen-version'
import { readAgain, taskLike, type Text } from './text-now'

/** One after the other: each is made from the version that the one before has left. */
let last: Promise<void> = Promise.resolve()

/** Shows a task ticked, or no longer, at once; takes it back with a sentence where the server does not have it. */
export function tick(box: HTMLButtonElement): Promise<void> {
  const isDone = box.getAttribute('aria-checked') !== 'true'
  show(box, isDone)
  last = Promise.all([last, afterPicture()]).then(() => send(box, isDone))
  return last
}

async function send(box: HTMLButtonElement, isDone: boolean): Promise<void> {
  const result = await callTick(box, isDone)
  if (result.ok) return seeVersion(result.data.version)
  show(box, !isDone)
  if (result.status === 412) return settle(box, isDone)
  showToaster().error(result.error)
}

function callTick(box: HTMLButtonElement, isDone: boolean) {
  const [, task] = box.value.split('-')
  const path = `/api/notes/${location.pathname.split('/')[2]}/tasks/${task}`
  return callApi(path, { method: isDone ? 'PUT' : 'DELETE', version: seenVersion(), schema: loadNote })
}

/**
 * Somebody else changed the note: the text is shown as it is now. Where the task is in both, and only once in each, it is
 * meant; where it is not, nobody can know which one is, and the person looks again.
 */
async function settle(box: HTMLButtonElement, isDone: boolean): Promise<void> {
  const now = await readAgain()
  if (!now) return void showToaster().error(words.openAnew)
  const meant = taskLike(box, now)
  const hadFocus = box === document.activeElement
  replaceText(now)
  if (!meant) {
    showToaster().warning(words.changedMeanwhile, {
      description: words.nothingTicked,
    })
    return
  }
  if (hadFocus) meant.focus()
  if (meant.getAttribute('aria-checked') === String(isDone)) return
  show(meant, isDone)
  const result = await callTick(meant, isDone)
  if (result.ok) return seeVersion(result.data.version)
  show(meant, !isDone)
  showToaster().error(result.error)
}

function replaceText({ text, version }: Text): void {
  document.querySelector('[data-slot=note-text]')?.replaceWith(text)
  seeVersion(version)
  addCopyButtons()
}

function show(box: HTMLButtonElement, isDone: boolean): void {
  box.setAttribute('aria-checked', String(isDone))
  box.value = box.value.replace(/^(?:un)?tick/, isDone ? 'untick' : 'tick')
}
