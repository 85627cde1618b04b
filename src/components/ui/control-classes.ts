/** What every text control looks like. 16 px on a phone: below that iOS zooms in. */
export const controlClasses = [
  'w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground shadow-xs sm:text-sm',
  'transition-colors disabled:cursor-not-allowed disabled:opacity-50',
  'aria-invalid:border-destructive aria-invalid:outline-destructive',
]
