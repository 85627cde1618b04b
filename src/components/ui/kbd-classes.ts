/** What a key looks like. */
export const kbdClasses =
  'inline-flex min-w-5 items-center justify-center rounded-sm border border-border bg-muted px-1.5 py-px font-sans text-xs text-muted-foreground'
