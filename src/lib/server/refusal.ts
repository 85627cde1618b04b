import { isApiPath } from './address'
import { AppError, codeOf, toErrorBody } from './errors'

type Where = { pathname: string; requestId: string; help?: string }

/**
 * An answer of the listener's own, before or after the app: JSON under /api/, elsewhere a small page that needs no
 * other file. `help` is shown as it is, line by line.
 */
export function answerRefusal(error: AppError, { pathname, requestId, help = '' }: Where): Response {
  const headers: Record<string, string> = error.code === 'too_large' ? { Connection: 'close' } : {}
  if (isApiPath(pathname))
    return Response.json(toErrorBody(error, requestId), { status: error.status, headers })
  return new Response(renderPage(error, requestId, help), {
    status: error.status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
  })
}

/** The framework's own refusals (an unknown method, a cross-site form) come as bare text: said again in our way. */
export function mendRefusal(response: Response, where: Where): Response {
  if (response.status < 400) return response
  const type = response.headers.get('content-type') ?? ''
  const isReadable =
    type.startsWith('application/json') || (type.startsWith('text/html') && !isApiPath(where.pathname))
  if (isReadable) return response
  return answerRefusal(new AppError(codeOf(response.status)), where)
}

function renderPage({ message, status }: AppError, requestId: string, help: string): string {
  const details = help && `<pre>${Bun.escapeHTML(help)}</pre>`
  const request =
    status >= 500 ? `<p>Should you tell somebody about it, name this request: ${requestId}</p>` : ''
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${status}</title>
<h1>${Bun.escapeHTML(message)}</h1>
${details}${request}
</html>
`
}
