/** One series as it was read: its name with its suffix, its labels, its value. */
export type Series = { name: string; labels: Record<string, string>; value: number }

export type Family = { name: string; help: string; type: string; series: Series[] }

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const NUMBER = /^([+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|[+-]Inf|NaN)$/i

/**
 * Reads Prometheus' text format and throws for whatever it does not allow, or advises against: a family without HELP or
 * TYPE, one that stands in two places, a series twice, a counter without `_total`, buckets that do not add up.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function readExposition(text: string): Family[] {
  if (!text.endsWith('\n')) throw new Error('The last line has no end.')
  const families: Family[] = []
  let open: Partial<Family> = {}
  for (const line of text.slice(0, -1).split('\n')) {
    const [, keyword, name, rest] = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line) ?? []
    if (keyword === 'HELP' && name && rest) {
      if (families.some((family) => family.name === name)) throw new Error(`${name} stands in two places.`)
      open = { name, help: rest }
    } else if (keyword === 'TYPE' && rest) {
      if (open.name !== name || open.type) throw new Error(`${line}: the line before must be its HELP.`)
      if (!['counter', 'gauge', 'histogram'].includes(rest)) throw new Error(`${line}: no type.`)
      open.type = rest
      families.push({ name: name ?? '', help: open.help ?? '', type: rest, series: [] })
    } else families.at(-1)?.series.push(readSeries(line))
  }
  for (const family of families) checkFamily(family)
  return families
}

function readSeries(line: string): Series {
  const [, name, labels = '', number = ''] = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`).exec(line) ?? []
  if (name === undefined || !NUMBER.test(number)) throw new Error(`This is no sample: ${line}`)
  return { name, labels: readLabels(labels), value: Number(number.replace('Inf', 'Infinity')) }
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  let rest = text
  while (rest !== '') {
    const [all, key, value] =
      /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,(?=.)|$)/.exec(rest) ?? []
    if (all === undefined || key === undefined || value === undefined)
      throw new Error(`These are no labels: ${text}`)
    if (key in labels) throw new Error(`${key} is there twice: ${text}`)
    labels[key] = value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))
    rest = rest.slice(all.length)
  }
  return labels
}

function checkFamily(family: Family): void {
  const { name, type, series } = family
  const suffixes = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
  const keys = series.map((one) => `${one.name} ${JSON.stringify(Object.entries(one.labels).toSorted())}`)
  if (new Set(keys).size !== keys.length) throw new Error(`${name} has a series twice.`)
  for (const one of series)
    if (!suffixes.some((suffix) => one.name === `${name}${suffix}`))
      throw new Error(`${one.name} is not of ${name}.`)
  if ((type === 'counter') !== name.endsWith('_total'))
    throw new Error(`${name} is a ${type} by its name or not.`)
  if (type === 'counter' && series.some(({ value }) => !(value >= 0)))
    throw new Error(`${name} is below zero.`)
  if (type === 'histogram') checkBuckets(family)
}

function checkBuckets({ name, series }: Family): void {
  const groups = Map.groupBy(series, ({ labels: { le: _, ...labels } }) => JSON.stringify(labels))
  for (const group of groups.values()) {
    const buckets = group.filter((one) => one.name === `${name}_bucket`)
    const bounds = buckets.map(({ labels }) => Number((labels['le'] ?? '').replace('Inf', 'Infinity')))
    const counts = buckets.map(({ value }) => value)
    const isRising = (values: number[]) =>
      values.every((value, place) => value >= (values[place - 1] ?? -Infinity))
    if (!isRising(bounds) || !isRising(counts)) throw new Error(`The buckets of ${name} do not rise.`)
    if (bounds.at(-1) !== Infinity) throw new Error(`${name} has no bucket for everything.`)
    const count = group.find((one) => one.name === `${name}_count`)?.value
    if (count === undefined || count !== counts.at(-1))
      throw new Error(`The buckets of ${name} do not add up.`)
    if (!group.some((one) => one.name === `${name}_sum`)) throw new Error(`${name} has no sum.`)
  }
}
