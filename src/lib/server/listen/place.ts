import { readFileSync } from 'node:fs'
import * as words from '@/lib/words/running'
import type { Config } from '../config'
import { OperatorError } from '../errors'

/** Where a server listens, as `Bun.serve` takes it. */
export type Place = { hostname: string; port: number; tls?: { cert: string; key: string } }

/** HOST and PORT, with the certificate where there is one. Throws an OperatorError when that cannot be read. */
export function readPlace({ HOST, PORT, TLS_CERT, TLS_KEY }: Config): Place {
  const place = { hostname: HOST, port: PORT }
  if (TLS_CERT === undefined || TLS_KEY === undefined) return place
  return { ...place, tls: { cert: readPem('TLS_CERT', TLS_CERT), key: readPem('TLS_KEY', TLS_KEY) } }
}

function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(`${name}=${path} cannot be read (${reason}).`, { exitCode: 78, cause })
  }
}

/**
 * Takes the place to listen on and gives it back, so that a start that cannot have it ends before it makes a file.
 * Throws the same OperatorError as `listen`.
 */
export async function assertCanListen(config: Config): Promise<void> {
  const place = readPlace(config)
  try {
    await Bun.serve({ ...place, fetch: () => new Response() }).stop(true)
  } catch (cause) {
    throw notHere(cause, place)
  }
}

/** The name is not known, has no address, or its address belongs to another machine. */
const NO_PLACE_HERE = ['ENOTFOUND', 'EAI_AGAIN', 'EAGAIN', 'ENODATA', 'EADDRNOTAVAIL']

/** Why a server cannot listen at a place, with what to set instead. */
export function notHere(cause: unknown, place: Place): OperatorError {
  return new OperatorError(describe(cause, place), { cause })
}

function describe(cause: unknown, { hostname, port, tls }: Place): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = cause instanceof Error ? cause.message : String(cause)
  // Bun says that of a name without an address as well.
  if (code === 'EADDRINUSE' && isPlaceHere(hostname)) return words.portTaken(port, hostname)
  if (code === 'EADDRINUSE' || NO_PLACE_HERE.includes(code)) return words.noAddressHere(hostname)
  if (code === 'EACCES') return words.portForbidden(port)
  if (tls && isPlaceHere(hostname)) return words.wrongTls(reason)
  return words.cannotListen(hostname, port, reason)
}

function isPlaceHere(hostname: string): boolean {
  try {
    void Bun.serve({ hostname, port: 0, fetch: () => new Response() }).stop(true)
    return true
  } catch {
    return false
  }
}
