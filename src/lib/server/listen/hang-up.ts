/** As much of a body that nobody reads is taken and dropped, so that the client hears the answer, in bytes. */
const MOST_DROPPED = 8 * 1024 * 1024

/**
 * Ends the connection with its answer where the rest of the body is not worth waiting for: Bun drains what a handler left
 * unread, without end where the client said no length. A body that was read to its end costs a new connection at the most.
 */
export function hangUp(response: Response, { headers }: Request): Response {
  const length = headers.get('content-length')
  const isLong = length === null ? headers.has('transfer-encoding') : Number(length) > MOST_DROPPED
  if (isLong || response.status === 408) response.headers.set('Connection', 'close')
  return response
}
