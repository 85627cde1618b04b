import * as words from '@/lib/words/refusal'
import { schemesOf, type Theme } from '@/lib/appearance'
import { isApiPath, isAuthPath } from './address'
import { readAppearance } from './appearance'
import { renderPolicy, type Policy } from './csp'
import { AppError, codeOf, toAuthErrorBody, toErrorBody, type ErrorCode } from './errors'
import { jsonResponse, textResponse } from './http/text-response'
import { instanceName } from './in-force'

/**
 * `asked` are the headers of the request, in which the browser's theme is. `policy` is what the app said of the answer before it failed: a
 * page in a frame stays one, and has the theme of whoever it is shown to.
 */
type Where = {
  pathname: string
  requestId: string
  asked?: Headers
  help?: string
  policy?: Policy | undefined
}

/**
 * An answer of the listener's own, before or after the app: JSON under /api/, elsewhere a small page that needs no
 * other file. `help` is paragraphs with an empty line between them; one that is indented is to be typed as it is.
 */
export function answerRefusal(
  error: AppError,
  { pathname, requestId, asked = new Headers(), help = '', policy }: Where,
): Response {
  const headers: Record<string, string> = error.allow ? { Allow: error.allow.join(', ') } : {}
  if (isAuthPath(pathname)) return jsonResponse(toAuthErrorBody(error), { status: error.status, headers })
  if (isApiPath(pathname))
    return jsonResponse(toErrorBody(error, requestId), { status: error.status, headers })
  const isFramed = policy?.profile === 'public'
  const theme = isFramed ? 'system' : readAppearance(asked).theme
  return textResponse(renderPage(error, { requestId, help, isFramed, theme }), 'text/html; charset=utf-8', {
    status: error.status,
    headers: { ...headers, 'Content-Security-Policy': isFramed ? renderPolicy(policy, sources) : ownPolicy },
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

/** What there is to do after a failure that has a way back. */
const helps: Partial<Record<ErrorCode, string>> = { too_large: words.sendLess }

function renderPage(
  { code, message, status }: AppError,
  { requestId, help, isFramed, theme }: { requestId: string; help: string; isFramed: boolean; theme: Theme },
): string {
  const text = help || (helps[code] ?? '')
  const details = text && text.split('\n\n').map(renderParagraph).join('\n')
  const start = code === 'wrong_host' ? '' : `<p><a href="/">${words.goToStart}</a></p>`
  // The start would not be shown in the frame.
  const wayOn = isFramed ? `<p><a href="">${words.tryAgain}</a></p>` : start
  const request = status >= 500 ? `<p>${words.nameRequest(requestId)}</p>` : ''
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${schemesOf(theme)}">
<title>${Bun.escapeHTML(message.replace(/\.$/, ''))} · ${Bun.escapeHTML(instanceName())}</title>
<style>${style}</style>
<main>
<h1>${Bun.escapeHTML(message)}</h1>
${details}${request}${wayOn}
</main>
</html>
`
}

function renderParagraph(text: string): string {
  const escaped = Bun.escapeHTML(text.replaceAll(/^ {2}/gm, ''))
  return text.startsWith(' ') ? `<pre>${escaped}</pre>` : `<p>${escaped}</p>`
}

/** The look of app.css in short. A browser without `light-dark` shows its own colours. */
const style = `
@media print { :root { color-scheme: light } }
body {
  margin: 0;
  background: light-dark(oklch(0.987 0.003 85), oklch(0.195 0.005 70));
  color: light-dark(oklch(0.25 0.008 70), oklch(0.925 0.006 85));
  font: 1rem/1.6 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 42rem; margin: auto; padding: 12vh 1rem 4rem }
h1 {
  margin: 0 0 1.25rem;
  font-size: clamp(1.3125rem, 6vw, 1.6875rem);
  font-weight: 600;
  line-height: 1.25;
  letter-spacing: -0.025em;
  text-wrap: balance;
}
p { margin: 1rem 0; color: light-dark(oklch(0.5 0.012 75), oklch(0.72 0.011 80)) }
a { color: light-dark(oklch(0.43 0.075 185), oklch(0.8 0.09 182)); text-underline-offset: 0.2em }
pre {
  margin: 0 0 1.5rem;
  padding: 0.75rem 1rem;
  border: 1px solid light-dark(oklch(0.908 0.007 85), oklch(0.315 0.008 70));
  border-radius: 0.5rem;
  background: light-dark(oklch(0.96 0.005 85), oklch(0.255 0.006 70));
  font: 0.875rem/1.6 ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', 'DejaVu Sans Mono', monospace;
  white-space: pre-wrap;
}
`

/** The page has one style, and nothing that runs. */
const sources = {
  scripts: [],
  styles: [`'sha256-${new Bun.CryptoHasher('sha256').update(style).digest('base64')}'`],
}
const ownPolicy = renderPolicy({ profile: 'admin' }, sources)
