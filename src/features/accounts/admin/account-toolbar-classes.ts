/** As high as the toolbar is with the rows that its parts need, so that what stands below does not move when they come; with letters of the usual size. */
export const toolbarRoom = 'min-h-34 max-sm:@min-[31rem]:min-h-22 sm:min-h-20 md:@min-[37rem]:min-h-9'
