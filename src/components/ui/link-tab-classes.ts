/** What a row of links that look like tabs is made of. Where it is too long, the tab before the current one begins it: both ends go on. */
export const linkTabClasses = {
  nav: 'overflow-x-auto border-b border-border print:hidden [&_li:has(+li>[aria-current])]:[scroll-initial-target:nearest]',
  tab: 'flex h-10 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-primary aria-[current]:text-foreground',
} as const
