import { afterPicture } from '@/lib/after-picture'

/** Shows the tables of charts in two steps when they are opened: what one sees first, then the rows that one scrolls to. */
export function openTablesInSteps(): void {
  for (const table of document.querySelectorAll<HTMLDetailsElement>('[data-slot=chart-table]')) {
    table.toggleAttribute('data-opening', !table.open)
    table.addEventListener('toggle', async () => {
      if (table.open) await afterPicture()
      table.toggleAttribute('data-opening', !table.open)
    })
  }
}
