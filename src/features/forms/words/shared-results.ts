export const resultsOf = (title: string) => `Results · ${title}`
export const about = 'What the answers come to, without single ones.'
