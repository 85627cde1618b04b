import { z } from 'zod'
import * as words from '@/lib/words/running'
import { listeningOrigin } from './address'
import type { Config } from './config'

/** What a server says of itself; `isReady` is null when none answers. */
export type Readiness = { isReady: boolean | null; origin: string; reasons: string[] }

/** A server that takes longer than this to answer does not serve well, in milliseconds. */
const PATIENCE = 5000

const Answer = z.object({ ready: z.boolean(), reasons: z.array(z.string()).default([]) })

/** Asks the server of an environment, on this machine, whether it is ready. For a command: from now on no request of it goes by a proxy. */
export async function askReadiness(config: Config): Promise<Readiness> {
  const origin = listeningOrigin(config, config.PORT)
  // HTTP_PROXY is for the way out: a proxy knows nothing of this machine's own ports.
  process.env['NO_PROXY'] = '*'
  try {
    const answer = await fetch(`${origin}/readyz`, {
      // A literal name is always answered, and the certificate is that of the public one.
      headers: { Host: 'localhost' },
      tls: { rejectUnauthorized: false },
      signal: AbortSignal.timeout(PATIENCE),
    })
    const parsed = Answer.safeParse(await answer.json().catch(() => null))
    if (!parsed.success)
      return {
        isReady: null,
        origin,
        reasons: [words.otherProgram],
      }
    return { isReady: parsed.data.ready, origin, reasons: parsed.data.reasons }
  } catch (error) {
    return { isReady: null, origin, reasons: [error instanceof Error ? error.message : String(error)] }
  }
}
