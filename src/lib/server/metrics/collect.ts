import type { Metric } from '@/lib/metric'
import { instance } from '../instance'
import { eventLoopMetrics } from './event-loop'
import { processMetrics, runtimeMetrics } from './process-metrics'
import { requestMetrics } from './requests'
import { statementMetrics } from './statements'
import { databaseMetrics, memoryMetrics } from './store-metrics'

/** Every figure of the library and the features, under the app's own prefix. */
export async function collectMetrics(): Promise<Metric[]> {
  const { features, identity } = instance()
  const prefix = identity.command.replaceAll(/\W/g, '_')
  const sources = await Promise.all(features.map(async ({ metrics }) => metrics?.()))
  const own = [
    ...requestMetrics(),
    ...databaseMetrics(),
    ...statementMetrics(),
    ...memoryMetrics(),
    ...eventLoopMetrics(),
    ...runtimeMetrics(),
    ...sources.flatMap((source) => source?.() ?? []),
  ]
  return [...own.map((metric) => ({ ...metric, name: `${prefix}_${metric.name}` })), ...processMetrics()]
}
