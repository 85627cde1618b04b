import type { BenchQuestion } from '@/lib/feature'
import { measurePace, type Pace } from './pace'

/** Whom to ask, and as whom. */
export type Asked = { origin: string; cookie: string }

/** As many as a browser or two keep open. */
const CONNECTIONS = 16

/** Asks a server one question over and over. Throws when an answer is no success: a refusal would count as a quick one. */
export function measureQuestion(
  { origin, cookie }: Asked,
  { path, body, isOfVisitor }: BenchQuestion,
  how: { milliseconds: number; signal: AbortSignal },
): Promise<Pace> {
  const headers = {
    origin,
    ...(!isOfVisitor && { cookie }),
    ...(body && { 'content-type': 'application/json' }),
  }
  const ask = async (place: number) => {
    const sent = body ? { method: 'POST', body: JSON.stringify(body(place)) } : {}
    const answer = await fetch(`${origin}${path}`, { headers, signal: how.signal, ...sent })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`)
  }
  return measurePace(ask, { ...how, side: CONNECTIONS })
}

/** Signs in as a browser does, and returns the cookie. */
export async function signIn(origin: string, person: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify(person),
  })
  const [cookie = ''] = answer.headers.getSetCookie().map((each) => each.split(';', 1)[0] ?? '')
  if (!answer.ok || cookie === '') throw new Error(`The sign-in was answered with ${answer.status}.`)
  return cookie
}
