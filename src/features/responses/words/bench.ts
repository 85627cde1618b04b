export const measuredAnswer = (place: number) =>
  `Two loaves of rye for number ${place}, please, and one of the small ones.`
