export const noMailServer = 'There is no mail server: every message stays in the outbox.'
export const fails = (reason: string) => `The mail server does not do it: ${reason}`
export const takes = (host: string) => `${host} takes messages from here.`
export const took = (host: string, recipient: string) => `${host} took a test message to ${recipient}.`

/** The test message. */
export const subject = (app: string) => `A test of ${app}`
export const text = (command: string, origin: string) =>
  `This was sent by "${command} doctor". Mail from ${origin} arrives.`

/** What most often helps, by what failed. */
export const mend = {
  signIn: 'check the name and the password in SMTP_URL; @ is %40 there, / is %2F',
  sender: 'set MAIL_FROM to an address that the mail server takes from you',
  host: 'check the host and the port in SMTP_URL: smtps:// is 465, smtp:// is 587',
}
