import * as words from '@/lib/words/errors'
import { AppError } from '../errors'
import { collectMetrics } from '../metrics/collect'
import { EXPOSITION_TYPE, writeExposition } from '../metrics/exposition'
import { checkMetricsAccess } from '../metrics/metrics-access'
import { jsonResponse, textResponse } from './text-response'

type Caller = { request: Request; locals: Pick<App.Locals, 'isFromHere'> }

/** The figures for Prometheus. 401 where a token is asked for; throws `not_found` where there is none, for all but this machine. */
export async function answerMetrics({ request, locals }: Caller): Promise<Response> {
  const access = checkMetricsAccess(request.headers, locals.isFromHere)
  if (access === 'hidden') throw new AppError('not_found')
  if (access === 'refused')
    return jsonResponse(
      { error: words.sendToken },
      { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
    )
  return textResponse(writeExposition(await collectMetrics()), EXPOSITION_TYPE)
}
