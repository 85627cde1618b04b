import { putAway } from '../announcements'

/** The headers of an answer by which a browser puts an announcement away. */
export function dismissal(token: string): Headers {
  return new Headers({ 'Set-Cookie': putAway(token) })
}
