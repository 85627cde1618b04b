import { cva, type VariantProps } from 'class-variance-authority'

export const alertVariants = cva(
  'grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-lg border px-4 py-3 text-sm text-foreground [&>svg]:mt-0.5 [&>svg]:size-4',
  {
    variants: {
      variant: {
        default: 'border-border bg-muted [&>svg]:text-muted-foreground',
        destructive: 'border-destructive/35 bg-destructive/7 [&>svg]:text-destructive',
        success: 'border-success/35 bg-success/7 [&>svg]:text-success',
        warning: 'border-warning/35 bg-warning/7 [&>svg]:text-warning',
      },
    },
    defaultVariants: { variant: 'default' },
  },
)

export type AlertVariants = VariantProps<typeof alertVariants>
