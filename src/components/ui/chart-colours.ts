/** The colours of a chart's series in order: for the drawing, and for the square beside a name. */
export const chartColours = [
  { variable: 'var(--chart-1)', swatch: 'bg-chart-1' },
  { variable: 'var(--chart-2)', swatch: 'bg-chart-2' },
  { variable: 'var(--chart-3)', swatch: 'bg-chart-3' },
  { variable: 'var(--chart-4)', swatch: 'bg-chart-4' },
  { variable: 'var(--chart-5)', swatch: 'bg-chart-5' },
  { variable: 'var(--chart-6)', swatch: 'bg-chart-6' },
] as const
