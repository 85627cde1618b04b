import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { parseMessage, type Message } from './message'

/** How long a message may take before the test fails, in milliseconds. */
const patience = 15_000

/** One message as the server took it: what the sender said to the server, and what the message says. */
export type Received = Message & { envelope: { from: string; to: string[] } }

export type MailServer = {
  /** For SMTP_URL. */
  url: string
  /**
   * Waits for a message to exactly this address, whose subject fits. Each message is handed out once, oldest first, so
   * that a second call waits for a second message.
   */
  waitFor(recipient: string, subject?: RegExp): Promise<Received>
  /** Everything that arrived so far, oldest first. */
  all(): Received[]
  /** From now on every recipient is refused with this answer, such as `451 try again`; `null` takes them again. */
  refuse(answer: string | null): void
  /** Takes the next message without answering, until it is released; `begun` resolves when one has come. */
  hold(): { begun: Promise<void>; release(): void }
  /** How often a recipient was refused. */
  refusals(): number
  stop(): Promise<void>
}

type MailServerOptions = {
  /** Brings a server back to where one was. */
  port?: number
  /** TLS from the first byte, or offered as an upgrade; the certificate is one that nobody vouches for. */
  secure?: boolean
  startTls?: boolean
}

/** A real SMTP server on loopback, which takes everything and keeps it. */
export async function startMailServer({
  port = 0,
  secure = false,
  startTls = false,
}: MailServerOptions = {}): Promise<MailServer> {
  const received: Received[] = []
  const taken = new Set<Received>()
  let arrived = Promise.withResolvers<void>()
  let answer: string | null = null
  let refused = 0
  let gate: { begun: () => void; released: Promise<void> } | null = null

  const server = new SMTPServer({
    authOptional: true,
    secure,
    hideSTARTTLS: !startTls,
    logger: false,
    disableReverseLookup: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    onRcptTo: (_address, _session, done) => {
      if (answer !== null) refused += 1
      done(answer === null ? null : refusalOf(answer))
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        gate?.begun()
        await gate?.released
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        received.push({ ...parseMessage(Buffer.concat(chunks).toString('utf8')), envelope: { from, to } })
        done()
        arrived.resolve()
        arrived = Promise.withResolvers()
      })
    },
  })
  // A client that hangs up in the middle is not the test's concern; what it says is what counts.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  // Once it listens on a port it has an address.
  const { port: own } = server.server.address() as AddressInfo

  return {
    url: `${secure ? 'smtps' : 'smtp'}://127.0.0.1:${own}`,
    all: () => [...received],
    refuse: (next) => (answer = next),
    hold: () => {
      const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      gate = { begun: begun.resolve, released: released.promise }
      return {
        begun: begun.promise,
        release: () => {
          gate = null
          released.resolve()
        },
      }
    },
    refusals: () => refused,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    waitFor: async (recipient, subject = /./) => {
      const deadline = Date.now() + patience
      for (;;) {
        const found = received.find(
          (message) =>
            !taken.has(message) && message.envelope.to.includes(recipient) && subject.test(message.subject),
        )
        if (found) {
          taken.add(found)
          return found
        }
        const left = deadline - Date.now()
        if (left <= 0) throw new Error(complain(recipient, subject, received))
        await Promise.race([arrived.promise, Bun.sleep(left)])
      }
    },
  }
}

function complain(recipient: string, subject: RegExp, received: Received[]): string {
  const there = received.map((message) => `  ${message.envelope.to.join(', ')}: ${message.subject}`)
  return [`No message to ${recipient} with ${subject} came. What came:`, ...there].join('\n')
}

/** An answer such as `451 try again` as the error that makes the server give it. */
function refusalOf(answer: string): Error {
  const [code = '', ...words] = answer.split(' ')
  return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) })
}
