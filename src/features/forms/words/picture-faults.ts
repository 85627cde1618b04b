export const noId = 'This is not the id of a picture.'
export const noneChosen = 'Choose a picture first.'
export const tooLarge = (size: string) => `The picture has ${size}. Choose one of at most 2 MB.`
export const noPicture = 'By its content this is no PNG, JPEG, GIF or WebP picture. Choose another file.'
export const tooManyPixels = (width: number, height: number, most: number) =>
  `The picture is ${width} by ${height} pixels, more than ${most / 1_000_000} million. Choose a smaller one.`
export const tooMany = (most: number) =>
  `A form has at most ${most} pictures. Those that it shows nowhere go after a week.`
export const tooMuchToday = 'So much was added today that there is no room for more. Try again tomorrow.'
