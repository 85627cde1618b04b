import * as words from '@/lib/words/requests'
import { isOwnOrigin } from '../address'
import { AppError } from '../errors'
import { instance } from '../instance'

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']

/** What a browser says of a request that no other site's page began: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
const OWN_SITE = ['same-origin', 'none']

/**
 * A browser says which site's page made it send something; a script usually says nothing, and goes on. Throws
 * `forbidden` for any other site, whatever the type of the body: by `Origin` where there is one
 * (https://datatracker.ietf.org/doc/html/rfc6454#section-7), else by `Sec-Fetch-Site`. A sibling's subdomain is another.
 */
export function refuseForeignOrigin({ method, headers }: Request, host: string): void {
  if (!WRITES.includes(method)) return
  const sentBy = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const isOwn =
    sentBy === null
      ? site === null || OWN_SITE.includes(site)
      : isOwnOrigin(sentBy, host, instance().address) && site !== 'cross-site'
  if (isOwn) return
  const { name } = instance().identity
  throw new AppError('forbidden', words.otherSite(name))
}
