/** The unit tests' mail server is the one of the journeys. */
export { startMailServer, type MailServer, type Received } from '../../e2e/support/mail'
