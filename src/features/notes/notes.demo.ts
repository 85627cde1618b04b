import type { DemoTarget } from '@/lib/feature'
export async function seedNotes(_target: DemoTarget): Promise<number> {
  return 0
}
