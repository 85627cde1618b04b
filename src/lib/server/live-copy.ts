import type { Notice } from '@/lib/notice'
import * as words from '@/lib/words/running'
import { transaction } from './db'
import { findSetting, setSetting } from './settings'

/** How long the admins are told, in milliseconds: whoever can do something about it has seen it by then. */
const TOLD_FOR = 7 * 24 * 60 * 60_000

/** Remembers that the running instance's file was copied while it was in use, without its log. */
export function rememberLiveCopy(now: Date): void {
  transaction((tx) => setSetting(tx, 'copied_live_at', now.toISOString()))
}

export function listLiveCopyNotices(now: Date): Notice[] {
  const since = findSetting('copied_live_at')
  if (since === undefined || now.getTime() - Date.parse(since) > TOLD_FOR) return []
  return [
    {
      tone: 'danger',
      text: words.copiedLive(since.slice(0, 10), since.slice(11, 16)),
    },
  ]
}
