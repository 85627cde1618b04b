let reason: string | null = null

/** Why the database is not known to be whole, while a large one is still looked through; null when it is. For `/readyz`. */
export function databaseReadiness(): string | null {
  return reason
}

export function setDatabaseReadiness(next: string | null): void {
  reason = next
}
