/** What an empty state is made of. */
export const emptyStateClasses = {
  root: 'grid grid-cols-1 justify-items-center gap-2 px-4 py-16 text-center',
  icon: 'mb-2 grid size-12 place-items-center rounded-full bg-primary/8 text-primary [&_svg]:size-5',
  title: 'font-semibold tracking-tight',
  description: 'max-w-sm text-pretty text-muted-foreground',
  actions: 'mt-3 flex flex-wrap justify-center gap-2',
} as const
