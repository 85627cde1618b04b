const levels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof levels)[number]
export type LogFields = Record<string, string | number | boolean | undefined>

let least: LogLevel = 'info'
let format: 'text' | 'json' = 'text'

/** Says what is logged from now on, and how. */
export function configureLog(options: { level: LogLevel; format: 'text' | 'json' }): void {
  least = options.level
  format = options.format
}

/** True when an entry of this level would be written: for what costs something to find out. */
export function isLogged(level: LogLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(least)
}

/** One line on stderr. New lines inside a value are escaped, so that nobody can forge an entry. */
export function log(level: LogLevel, message: string, fields: LogFields = {}): void {
  if (!isLogged(level)) return
  const entry = { time: new Date().toISOString(), level, message, ...fields }
  process.stderr.write(`${format === 'json' ? JSON.stringify(entry) : toText(entry)}\n`)
}

function toText({ time, level, message, ...fields }: LogFields & { message: string }): string {
  const details = Object.entries(fields).filter(([, value]) => value !== undefined)
  const rest = details.map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join('')
  return `${time} ${level} ${escape(message)}${rest}`
}

function escape(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** An error with its causes in one line, stack included: for the log, never for an answer. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // An error of the runtime itself, such as an aborted read, has an empty stack.
  const own = error.stack || `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own} (caused by ${describeError(error.cause)})`
}
