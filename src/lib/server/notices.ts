import type { Actor } from '@/lib/actor'
import type { Notice } from '@/lib/notice'
import { instance } from './instance'
import { describeError, log } from './log'

/** Asked for each page that an admin opens, so it looks nothing up that takes long. */
type Source = () => Notice[]

const sources = new Set<Source>()

/** Lets a part of the library tell the instance's admins something. Returns how to end it. */
export function addNotices(source: Source): () => void {
  sources.add(source)
  return () => void sources.delete(source)
}

/**
 * What the instance's admins must know at the moment, from the library and the features; nothing for anybody else, nor for
 * an admin who acts as somebody else. A source that fails is logged and left out: the page is there all the same.
 */
export async function listNotices(actor: Actor | null): Promise<Notice[]> {
  if (!actor?.isInstanceAdmin || actor.session?.impersonator) return []
  const own = await Promise.all(instance().features.map(async ({ notices }) => notices?.()))
  return [...sources, ...own.filter((source) => source !== undefined)].flatMap(ask)
}

function ask(source: Source): Notice[] {
  try {
    return source()
  } catch (error) {
    log('error', 'a notice for the admins could not be made', { error: describeError(error) })
    return []
  }
}
