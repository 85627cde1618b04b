/** A compiled binary's entry lies in a folder that is only there for itself: `/$bunfs/root/` or `B:\~BUN\root\`. */
const COMPILED = /[/\\](?:\$bunfs|~BUN)[/\\]/

/** What development and tests start in the place of the binary; it knows the internal commands alone. */
const DEVELOPMENT_ENTRY = 'scripts/internal-command.ts'

/** The command line by which another process of this program is started: arguments come after it. */
export function selfCommand(): string[] {
  if (COMPILED.test(Bun.main)) return [process.execPath]
  return [process.execPath, /[/\\]dist[/\\]server[/\\]/.test(Bun.main) ? Bun.main : DEVELOPMENT_ENTRY]
}
