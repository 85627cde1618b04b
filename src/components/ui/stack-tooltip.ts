import { writeNumber } from '@/lib/numbers'
import { chartColours } from './chart-colours'

/** What a column holds, as it is shown beside the pointer: its label, and each series that counts something with its colour. */
export function stackTooltip(
  title: string,
  series: readonly { label: string; count: number }[],
): HTMLElement {
  const tooltip = part('div', 'grid max-w-56 grid-cols-1 gap-1 text-sm', '')
  tooltip.dataset['slot'] = 'chart-tooltip'
  tooltip.append(part('p', 'font-medium', title))
  for (const [at, { label, count }] of series.entries()) {
    if (count === 0) continue
    const row = part('p', 'flex items-center gap-2', '')
    const name = part('span', 'min-w-0 flex-1 truncate', label)
    name.dir = 'auto'
    row.append(
      part('span', `size-2.5 shrink-0 rounded-xs ${chartColours[at]?.swatch ?? ''}`, ''),
      name,
      part('span', 'tabular-nums', writeNumber(count)),
    )
    tooltip.append(row)
  }
  return tooltip
}

function part(tag: string, classes: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = classes
  element.textContent = text
  return element
}
