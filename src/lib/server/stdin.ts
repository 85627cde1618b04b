import type { ReadStream } from 'node:tty'
import { OperatorError } from './errors'

/** What a shell reports for a command that Ctrl-C ended. */
const INTERRUPTED = 130

/** After this long without anything on a pipe it is said what is being waited for, in milliseconds. */
const HINT_AFTER = 2000

/** No secret is longer, so reading on would only be a mistake that fills the memory. */
const MOST_BYTES = 64 * 1024

type Stdin = NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>

/**
 * A secret, which is never an argument: other accounts of a machine can read those. From a pipe or a file it is the
 * first line; at a terminal it is asked for without echo. Null when there is none.
 */
export async function readSecretFromStdin(
  question: string,
  stdin: Stdin = process.stdin,
): Promise<string | null> {
  const secret = stdin.isTTY ? await ask(question, stdin) : await readFirstLine(question, stdin)
  return secret === '' ? null : secret
}

async function readFirstLine(question: string, stdin: Stdin): Promise<string> {
  const hint = setTimeout(
    () => process.stderr.write(`${question}: waiting for standard input.\n`),
    HINT_AFTER,
  )
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of stdin) {
      text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
      if (text.length > MOST_BYTES) throw new OperatorError('there is too much on standard input.')
    }
  } finally {
    clearTimeout(hint)
  }
  const [line = '', ...rest] = text.split(/\r?\n/)
  if (rest.some((more) => more !== ''))
    throw new OperatorError('there is more than one line on standard input: give the password alone.')
  return line
}

/** Raw mode echoes nothing; so the keys that end, erase and interrupt are ours to understand. */
async function ask(question: string, stdin: Stdin): Promise<string> {
  process.stderr.write(`${question}: `)
  stdin.setRawMode?.(true)
  try {
    return await readKeys(stdin)
  } finally {
    stdin.setRawMode?.(false)
    stdin.pause()
    process.stderr.write('\n')
  }
}

function readKeys(stdin: Stdin): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const decoder = new TextDecoder()
  const typed: string[] = []
  const finish = () => resolve(typed.join(''))
  const take = (chunk: Uint8Array | string) => {
    for (const key of typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })) {
      if (key === '\r' || key === '\n' || key === '\u0004') return finish()
      if (key === '\u0003') return reject(new OperatorError('stopped.', { exitCode: INTERRUPTED }))
      if (key === '\u007F' || key === '\b') typed.pop()
      else typed.push(key)
    }
  }
  stdin.on('data', take)
  stdin.on('end', finish)
  stdin.resume()
  return promise.finally(() => {
    stdin.removeListener('data', take)
    stdin.removeListener('end', finish)
  })
}
