import type { Letter } from './mail-templates.server'
import * as words from './words/letters'

/** A letter as the two bodies of a message. `sender` stands above it: the workspace, or the app. */
export type MailBody = { subject: string; text: string; html: string }

/** A message with where an answer to it goes, if not to its sender. */
export type MailWhole = MailBody & { replyTo?: string }

/** Both bodies from one source, so that neither says what the other does not. */
export function renderLetter(letter: Letter, sender: string): MailBody {
  const tidied = tidyLetter(letter)
  const head = tidy(sender)
  return {
    subject: toHeader(tidied.subject),
    text: renderText(tidied, head),
    html: renderHtml(tidied, head),
  }
}

/**
 * Texts come from people: control characters, line breaks and marks that turn the direction of writing are taken out,
 * so that a name can neither begin a header nor look like a sentence of ours.
 */
function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

/** At most 150 letters, and no `=?`: what looks like an encoded word (RFC 2047) would be decoded after all. */
function toHeader(text: string): string {
  return [...text.replaceAll('=?', '= ?')].slice(0, 150).join('')
}

/** The same for a text that may have lines of its own. */
function tidyLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(tidy)
    .join('\n')
}

function tidyLetter(letter: Letter): Required<Letter> {
  const subject = tidy(letter.subject)
  return {
    subject,
    heading: letter.heading === undefined ? subject : tidy(letter.heading),
    paragraphs: letter.paragraphs.map(tidy),
    facts: (letter.facts ?? []).map(({ label, value }) => ({ label: tidy(label), value: tidyLines(value) })),
    action: letter.action,
    closing: letter.closing.map(tidy),
    reason: tidy(letter.reason),
  }
}

function renderText(letter: Required<Letter>, sender: string): string {
  const action = letter.action ? [`${letter.action.label}:\n${letter.action.url}`] : []
  const facts = letter.facts.map(({ label, value }) => `${label}:\n${value}`)
  const blocks = [letter.heading, ...letter.paragraphs, ...facts, ...action, ...letter.closing]
  return `${blocks.join('\n\n')}\n\n-- \n${sender}\n${letter.reason}\n`
}

/**
 * Tables and styles in attributes, as mail programs want them; no picture, no script, nothing that is fetched. Programs
 * that know `prefers-color-scheme` show it dark, the others turn its colours themselves.
 */
function renderHtml(
  { subject, heading, paragraphs, facts, action, closing, reason }: Required<Letter>,
  sender: string,
) {
  const e = Bun.escapeHTML
  const lines = [
    ...paragraphs.map((text) => `<p class="ink" style="${styles.text}">${e(text)}</p>`),
    ...facts.map(
      ({ label, value }) =>
        `<p class="quiet" style="${styles.label}">${e(label)}</p><p class="ink" dir="auto" style="${styles.text}">${e(value).replaceAll('\n', '<br>')}</p>`,
    ),
    ...(action
      ? [
          `<p style="margin:24px 0"><a class="button" href="${e(action.url)}" style="${styles.button}">${e(action.label)}</a></p>`,
          `<p class="quiet" style="${styles.quiet}">${e(words.orOpen)}<br><a class="quiet" href="${e(action.url)}" style="color:#66605a;word-break:break-all">${e(action.url)}</a></p>`,
        ]
      : []),
    ...closing.map((text) => `<p class="quiet" style="${styles.quiet}">${e(text)}</p>`),
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${e(subject)}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#1b1a18!important}
.card{background:#242220!important;border-color:#3a3733!important}
.ink{color:#ece8e2!important}
.quiet{color:#b3ada4!important}
.button{background:#7cc4bb!important;color:#10201e!important}
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#faf8f5">
<main>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#faf8f5">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="quiet" dir="auto" style="${styles.sender}">${e(sender)}</td></tr>
<tr><td class="card" dir="auto" style="${styles.card}">
<h1 class="ink" style="${styles.heading}">${e(heading)}</h1>
${lines.join('\n')}
</td></tr>
<tr><td class="quiet" dir="auto" style="${styles.footer}">${e(reason)}</td></tr>
</table>
</td></tr>
</table>
</main>
</body>
</html>
`
}

const font = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'

const styles = {
  sender: `${font};font-size:14px;line-height:20px;font-weight:600;color:#66605a;padding:0 4px 12px`,
  card: `background:#ffffff;border:1px solid #e6e1da;border-radius:10px;padding:28px 28px 12px`,
  heading: `${font};font-size:22px;line-height:28px;font-weight:600;color:#2a2724;margin:0 0 16px`,
  text: `${font};font-size:16px;line-height:25px;color:#2a2724;margin:0 0 16px`,
  quiet: `${font};font-size:14px;line-height:21px;color:#66605a;margin:0 0 16px`,
  label: `${font};font-size:14px;line-height:21px;color:#66605a;margin:0 0 2px`,
  button: `${font};display:inline-block;font-size:16px;line-height:24px;font-weight:600;color:#ffffff;background:#1d5f59;text-decoration:none;padding:11px 20px;border-radius:8px`,
  footer: `${font};font-size:13px;line-height:19px;color:#66605a;padding:14px 4px 0`,
} as const
