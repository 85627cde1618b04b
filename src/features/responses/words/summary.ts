export const other = 'Other'
export const yes = 'Yes'
export const no = 'No'
export const mean = 'Mean'
export const median = 'Median'
export const least = 'Least'
export const greatest = 'Greatest'
export const promoterScore = 'Net promoter score'
export const promoters = 'Promoters (9, 10)'
export const passives = 'Passives (7, 8)'
export const detractors = 'Detractors (0 to 6)'
export const first = (option: string) => `${option}, first`
export const meanPlace = (option: string) => `Mean place of ${option}`
