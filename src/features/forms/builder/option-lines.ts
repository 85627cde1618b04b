import type { Option } from '../definition/field.schema'

export function optionsToLines(options: readonly Option[]): string {
  return options.map(({ label }) => label).join('\n')
}

/**
 * What stands in the lines as options. A line that was there keeps its value, by its text or else by its place, so that answers
 * that were given stay with it; a new one gets a value of its own.
 */
export function linesToOptions(lines: string, before: readonly Option[]): Option[] {
  const labels = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const byLabel = new Map(before.map((option) => [option.label, option.value]))
  const isSameLength = labels.length === before.length
  const taken = new Set(labels.flatMap((label) => byLabel.get(label) ?? []))
  return labels.map((label, place) => {
    const inPlace = isSameLength ? before[place]?.value : undefined
    const known = byLabel.get(label) ?? (inPlace !== undefined && !taken.has(inPlace) ? inPlace : undefined)
    const value = known ?? freeValue(label, new Set([...taken, ...before.map((option) => option.value)]))
    taken.add(value)
    return { value, label }
  })
}

function freeValue(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
  const base = plain.replaceAll(/^_+|_+$/g, '').slice(0, 30) || 'option'
  if (!taken.has(base)) return base
  for (let place = 2; ; place += 1) if (!taken.has(`${base}_${place}`)) return `${base}_${place}`
}
