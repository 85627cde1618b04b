/** What tells samples of one metric apart: a bounded set of values each, never what somebody made up. */
export type Labels = Record<string, string>

/** How often something took how long: `counts[n]` values were at most `bounds[n]`, and more than the bound before; the last are beyond. */
export type Distribution = { bounds: readonly number[]; counts: ArrayLike<number>; sum: number }

/**
 * A figure of the instance as Prometheus takes it. Names are in its manner: lower case, the unit at the end (`_seconds`,
 * `_bytes`), `_total` after a counter. The app's own prefix is put before them.
 * https://prometheus.io/docs/practices/naming/
 */
export type Metric = { name: string; help: string } & (
  | { type: 'counter' | 'gauge'; samples: { labels?: Labels; value: number }[] }
  | { type: 'histogram'; samples: { labels?: Labels; value: Distribution }[] }
)
