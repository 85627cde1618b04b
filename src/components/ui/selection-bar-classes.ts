/** What is done with the selected rows of a table, below it: it moves no row when it comes, and stays in sight while one scrolls. */
export const selectionBarClasses =
  'sticky bottom-3 z-20 rounded-lg border border-border bg-popover p-3 text-popover-foreground shadow-lg'
