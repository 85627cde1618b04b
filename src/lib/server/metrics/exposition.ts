import type { Distribution, Labels, Metric } from '@/lib/metric'

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Metrics as text: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export function writeExposition(metrics: Metric[]): string {
  return metrics.map(writeMetric).join('')
}

function writeMetric(metric: Metric): string {
  const { name, help, type } = metric
  const lines =
    metric.type === 'histogram'
      ? metric.samples.flatMap(({ labels, value }) => writeDistribution(name, labels, value))
      : metric.samples.map(({ labels, value }) => writeSample(name, labels, value))
  return [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n')
}

function writeDistribution(name: string, labels: Labels | undefined, { bounds, counts, sum }: Distribution) {
  let count = 0
  const buckets = Array.from(counts, (own, place) => {
    count += own
    return writeSample(`${name}_bucket`, { ...labels, le: writeNumber(bounds[place] ?? Infinity) }, count)
  })
  return [...buckets, writeSample(`${name}_sum`, labels, sum), writeSample(`${name}_count`, labels, count)]
}

function writeSample(name: string, labels: Labels = {}, value: number): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escapeLabel(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${writeNumber(value)}`
}

function writeNumber(value: number): string {
  if (value === Infinity) return '+Inf'
  return value === -Infinity ? '-Inf' : String(value)
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"')
}
