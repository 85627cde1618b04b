import { z } from 'zod'
import { dashboardRanges } from '@/lib/dashboard'

/** What stands in the address; anything else is a month. */
export const DashboardQuery = z.object({
  range: z.coerce.number().pipe(z.literal(dashboardRanges)).catch(30),
})

/** The buttons of the page. */
export const DashboardPost = z.object({ intent: z.enum(['seen', 'samples']) })
