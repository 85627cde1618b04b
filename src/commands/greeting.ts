import { isLoopback, listeningOrigin } from '@/lib/server/address'
import type { Config } from '@/lib/server/config'

type Facts = {
  title: string
  config: Pick<Config, 'HOST' | 'DATABASE_PATH' | 'TLS_CERT'>
  /** The port it listens on. */
  port: number
  /** What links are built from. */
  origin: string
  /** Of the set-up link; null once there is an admin. */
  setupToken: string | null
}

/** What a start prints: where everything is, and how to go on while there is no admin. */
export function greet({ title, config, port, origin, setupToken }: Facts): string {
  const listening = listeningOrigin(config, port)
  const isThere = origin === listening
  const lines = [title, `  file     ${config.DATABASE_PATH}`, `  address  ${origin}`]
  if (!isThere) lines.push(`  listens  ${listening}`)
  if (setupToken === null) return lines.join('\n')
  lines.push(`  set up   ${origin}/setup?token=${setupToken}`, '')
  return [...lines, ...(isThere ? wayFromHere(config.HOST, port) : ['Open the set-up link once.'])].join('\n')
}

function wayFromHere(host: string, port: number): string[] {
  return [
    'Open the set-up link once, in a browser on this machine. On a box without a screen, from your own machine:',
    `  ssh -L ${port}:localhost:${port} you@this-box`,
    ...(isLoopback(host)
      ? ['or let other machines in, and put its address in place of localhost:', '  HOST=0.0.0.0']
      : []),
  ]
}
