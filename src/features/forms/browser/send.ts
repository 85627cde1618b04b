/** What came of sending. `next` is where to go on; `issues` belong to questions; `challenge` is work to do first. */
export type Sent =
  | { kind: 'taken'; next: string }
  | { kind: 'refused'; issues: { path: string; message: string }[] }
  | { kind: 'stopped'; message: string }
  | { kind: 'challenged'; challenge: unknown }
  | { kind: 'unreachable' }

/** So often a form is sent again where others' files are arriving, each time after as long as the answer says, in seconds at most. */
const MOST = { tries: 20, wait: 30 }

/**
 * Posts a form as it would go without scripts, but is answered in JSON. Where there is no room just now it waits and sends it again.
 * Never throws: an answer may just not come.
 */
export async function send(action: string, body: FormData): Promise<Sent> {
  for (let tries = 1; ; tries += 1) {
    const { sent, waitSeconds } = await post(action, body)
    if (waitSeconds === null || tries === MOST.tries) return sent
    // Not all of a class at the same moment.
    const seconds = waitSeconds * (1 + Math.random())
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}

async function post(action: string, body: FormData): Promise<{ sent: Sent; waitSeconds: number | null }> {
  try {
    const response = await fetch(action, { method: 'POST', headers: { Accept: 'application/json' }, body })
    return { sent: read(response, await response.json()), waitSeconds: waitOf(response) }
  } catch {
    return { sent: { kind: 'unreachable' }, waitSeconds: null }
  }
}

function waitOf({ status, headers }: Response): number | null {
  const wait = headers.get('retry-after')
  return status === 503 && wait !== null && Number(wait) <= MOST.wait ? Number(wait) : null
}

function read({ ok, status }: Response, answer: unknown): Sent {
  const data = entryOf(answer, 'data')
  const next = entryOf(data, 'next')
  if (ok && typeof next === 'string') return { kind: 'taken', next }
  const challenge = entryOf(answer, 'challenge')
  if (challenge !== undefined) return { kind: 'challenged', challenge }
  const issues = issuesOf(entryOf(answer, 'issues'))
  if (status === 400 && issues.length > 0) return { kind: 'refused', issues }
  const error = entryOf(answer, 'error')
  if (status >= 500 || typeof error !== 'string') return { kind: 'unreachable' }
  return { kind: 'stopped', message: error }
}

function issuesOf(found: unknown): { path: string; message: string }[] {
  if (!Array.isArray(found)) return []
  return found.flatMap((issue: unknown) => {
    const [path, message] = [entryOf(issue, 'path'), entryOf(issue, 'message')]
    return typeof path === 'string' && typeof message === 'string' ? [{ path, message }] : []
  })
}

function entryOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
}
