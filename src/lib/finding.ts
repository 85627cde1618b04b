/** From best to worst: the exit code of `doctor` is the place of the worst. */
export const grades = ['good', 'warning', 'bad'] as const
export type Grade = (typeof grades)[number]

/** What a check-up found: how it is, in a sentence, and the line that mends it. */
export type Finding = { name: string; grade: Grade; says: string; mend?: string }

export function worstOf(findings: Finding[]): Grade {
  return grades.findLast((grade) => findings.some((finding) => finding.grade === grade)) ?? 'good'
}
