import { findUnready } from '../ready'
import { jsonResponse } from './text-response'

/** 200 while requests are served well, else 503 with what stands against it. */
export function answerReadiness(): Response {
  const reasons = findUnready()
  if (reasons.length === 0) return jsonResponse({ ready: true })
  return jsonResponse({ ready: false, reasons }, { status: 503, headers: { 'Retry-After': '5' } })
}
