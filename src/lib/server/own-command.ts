/** How this same program is started once more: the binary alone, or Bun with the bundle that it runs. */
export function ownCommand(): string[] {
  const isCompiled = /^(\/\$bunfs\/|[A-Z]:[/\\]~BUN[/\\])/i.test(Bun.main)
  return isCompiled ? [process.execPath] : [process.execPath, Bun.main]
}
