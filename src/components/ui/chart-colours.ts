/** The colours of a chart's series in order: for Unovis, for a drawing of the page, and for the square beside a name. */
export const chartColours = [
  { variable: 'var(--chart-1)', fill: 'fill-chart-1', swatch: 'bg-chart-1' },
  { variable: 'var(--chart-2)', fill: 'fill-chart-2', swatch: 'bg-chart-2' },
  { variable: 'var(--chart-3)', fill: 'fill-chart-3', swatch: 'bg-chart-3' },
  { variable: 'var(--chart-4)', fill: 'fill-chart-4', swatch: 'bg-chart-4' },
  { variable: 'var(--chart-5)', fill: 'fill-chart-5', swatch: 'bg-chart-5' },
  { variable: 'var(--chart-6)', fill: 'fill-chart-6', swatch: 'bg-chart-6' },
] as const
