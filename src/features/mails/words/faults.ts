export const status = 'The status must be "queued", "sent" or "failed".'
export const kind = 'There is no such kind of message.'
export const address = 'The address is too long.'
export const theLimit = 'The limit'
export const cursor = 'This cursor is not of this list. Start again without one.'
export const noLink = 'This message holds no link: it never had one, or it was sent.'

/** Why a message cannot be sent now. */
export const lostLink =
  'The link in it is gone: it was sent, or the database was restored. Have a new one made where it came from.'
export const noMailServer = 'There is no mail server: set SMTP_URL and start again.'
export const held = 'Jobs and mail are held. Release them first, under Jobs.'
export const onItsWay = 'It waits already, and is sent in a moment.'

/** Why one was given up. */
export const restored = 'The database was restored from a backup, which ended the link in this message.'
