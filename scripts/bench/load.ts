import type { Socket } from 'bun'

/** Where to, over how many kept-alive connections at once, and for how long. */
export type Load = { port: number; path: string; connections: number; milliseconds: number }

type Connection = { received: string }

/**
 * Sends GET requests over raw connections, one after the other on each, and returns how many answers with 200 came a
 * second. It parses only as much as it takes to see an answer's end, so that it is not what is measured.
 */
export async function measure({ port, path, connections, milliseconds }: Load): Promise<number> {
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`
  const sockets: Socket<Connection>[] = []
  let answers = 0
  let failure: Error | undefined

  const receive = (socket: Socket<Connection>, chunk: Buffer) => {
    socket.data.received += chunk.toString('latin1')
    if (!isComplete(socket.data.received)) return
    if (!socket.data.received.startsWith('HTTP/1.1 200 ')) failure = new Error(socket.data.received)
    socket.data.received = ''
    answers += 1
    socket.write(request)
  }
  const fail = (_: Socket<Connection>, error: Error) => {
    failure = error
  }

  const start = performance.now()
  for (let index = 0; index < connections; index += 1) {
    const handlers = {
      open: (socket: Socket<Connection>) => void socket.write(request),
      data: receive,
      error: fail,
    }
    sockets.push(await Bun.connect({ hostname: '127.0.0.1', port, data: { received: '' }, socket: handlers }))
  }
  await Bun.sleep(milliseconds)
  const seconds = (performance.now() - start) / 1000
  for (const socket of sockets) socket.terminate()
  if (failure) throw failure
  return answers / seconds
}

/** Understands a body with a length and one in chunks (RFC 9112, 6): what the two listeners send. */
function isComplete(received: string): boolean {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return false
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, end)) ?? []
  return length === undefined
    ? received.endsWith('\r\n0\r\n\r\n')
    : received.length >= end + 4 + Number(length)
}

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}

/** `median (least, most)`, rounded to `digits` places. */
export function summarise(values: number[], digits = 0): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)]
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}, ${most.toFixed(digits)})`
}
