export const lost = 'There is no network. Leave this page open: you can go on once it is back.'
export const back = 'The network is back.'
