/** A compiled binary's entry lies in a folder that is only there for itself. */
const COMPILED = /^(\/\$bunfs\/|[A-Z]:[/\\]~BUN[/\\])/i

/** What development and tests start in the binary's place: it knows the internal commands alone. */
const DEVELOPMENT_ENTRY = 'scripts/internal-command.ts'

/** How this same program is started once more: the binary alone, or Bun with the bundle that it runs. */
export function ownCommand(): string[] {
  if (COMPILED.test(Bun.main)) return [process.execPath]
  const isBundle = /[/\\]dist[/\\]server[/\\]/.test(Bun.main)
  return [process.execPath, isBundle ? Bun.main : DEVELOPMENT_ENTRY]
}
