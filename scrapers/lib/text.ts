/** Text with every run of white space, no-break spaces too, folded into one space. */
export const foldSpaces = (text: string): string => text.replaceAll(/[\s\u00A0]+/g, ' ').trim()
