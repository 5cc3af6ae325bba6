/** A result page of the layout of about 2022, told by its `.card-item`. */
import { all, requiredAttribute, requiredText, textOf, type Selection } from '../lib/html.ts'
import { LayoutError } from '../lib/errors.ts'
import type { CardFacts } from './card.ts'

export const readOldCards = (root: Selection): Selection[] => all(root, '.card-item')

export function readOldCard(card: Selection): CardFacts {
  const pins = all(card, 'li[data-address]').map((pin) => pin.attr('data-address')?.trim() ?? '')
  const shown = readIcon(card, 'icon-location-pin')
  return {
    name: requiredText(card, 'h4 a'),
    status: requiredText(card, 'h5'),
    phone: readIcon(card, 'icon-call-end'),
    website: readIcon(card, 'icon-globe'),
    addresses: [...new Set([shown, ...pins].filter((text) => text !== ''))],
    tags: splitTags(all(card, 'small').map(textOf).join(' ')),
    pageId: requiredAttribute(card, 'h4 a', 'href'),
    leftovers: [],
  }
}

/** `AC Certification CH Certification`, with or without commas between. */
function splitTags(text: string): string[] {
  const tags = text.match(/[A-Z]{2,4} Certification/g) ?? []
  const rest = text.replaceAll(/[A-Z]{2,4} Certification/g, '').replaceAll(/[\s,;|]+/g, '')
  if (rest !== '') throw new LayoutError(`"${text}" is no list of certifications.`)
  return [...new Set(tags)]
}

/** Address, phone and site stand beside their icons; the address may be filled in by a script only. */
function readIcon(card: Selection, icon: string): string {
  const items = all(card, '.addressinfo__item').filter((item) => item.find(`i.${icon}`).length > 0)
  if (items.length !== 1 || !items[0]) {
    throw new LayoutError(
      `A card has ${items.length} lines with the icon "${icon}" where one belongs.`,
    )
  }
  return textOf(items[0])
}
