import type { APIContext } from 'astro'
import { defineMiddleware } from 'astro/middleware'
import { assertRoomFor } from '../disk/assert-room'
import { diskLevel } from '../disk/disk-watch'
import { readFormData } from '../http/body'

const READS = ['GET', 'HEAD', 'OPTIONS']

/** Refuses what would be written to a disk without room, the least needed first. Reading goes on. */
export const diskRoom = defineMiddleware(async (context, next) => {
  if (context.isPrerendered || READS.includes(context.request.method) || diskLevel() === 'ample')
    return next()
  assertRoomFor({
    actor: context.locals.actor,
    signsIn: SIGNS_IN.test(context.url.pathname),
    deletes: context.locals.actor !== null && (await isDelete(context)),
  })
  return next()
})

/** Signing in, proving oneself and signing out, by both doors: an admin has to come in to make room. */
const SIGNS_IN =
  /^\/(login(\/.*)?|logout|confirm|api\/auth\/(sign-in\/.*|sign-out|two-factor\/verify-.*|passkey\/verify-authentication))$/

/** Deleting, or putting away what is then deleted: by the API's method or path, or by what a page's form is for. */
async function isDelete({ request, url }: APIContext): Promise<boolean> {
  if (request.method === 'DELETE') return true
  if (/\/(trash|remove-user|remove-member|delete)$/.test(url.pathname)) return true
  if (request.method !== 'POST' || url.pathname.startsWith('/api/')) return false
  const fields = await readFormData(request).catch(() => null)
  return /^(ask-)?(delete|remove|discard|trash|empty)$/.test(fields?.get('intent') ?? '')
}
