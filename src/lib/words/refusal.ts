/** The small page of the listener's own. */

export const sendLess = 'Nothing of it was kept. Send less at once: a shorter text, a smaller file.'
export const goToStart = 'Go to the start'
export const tryAgain = 'Try it again'
export const nameRequest = (id: string) => `Should you tell somebody about it, name this request: ${id}`

export const unknownName = (instance: string, host: string) =>
  `This ${instance} does not know the name ${host}.`
export const addAddress = 'Whoever runs it can add the address to its environment and restart it:'
export const handOnName = 'Behind a proxy, hand on the name that was asked for:'
