export const chartOf = (question: string) => `Chart of the answers to “${question}”`
export const chartOfRow = (chart: string, row: string) => `${chart}, ${row}`
