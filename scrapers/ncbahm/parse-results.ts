/** A result page of the layout in use since 2025, with or without the challenge's pop-up. */
import {
  all,
  exactlyOne,
  requiredAttribute,
  requiredText,
  textOf,
  type Selection,
} from '../lib/html.ts'
import { LayoutError } from '../lib/errors.ts'
import type { CardFacts } from './card.ts'

export const readCards = (root: Selection): Selection[] => all(root, 'div.result-card__item')

export function readCard(card: Selection): CardFacts {
  const callouts = readCallouts(card)
  return {
    name: requiredText(card, 'p.name a'),
    status: requiredText(card, 'p.gendar'),
    phone: callouts.take('icon-call-end'),
    website: callouts.take('icon-globe'),
    addresses: [callouts.take('icon-location-pin')],
    tags: readTags(card),
    pageId: readPageId(requiredAttribute(card, 'p.name a', 'href')),
    leftovers: [...callouts.rest(), ...readStrangers(card)],
  }
}

/** The slider may hold copies of its slides. */
function readTags(card: Selection): string[] {
  const slides = all(card, '.cert-box__item:not(.slick-cloned)')
  return [...new Set(slides.map((slide) => requiredText(slide, 'p.copy')))]
}

interface Callouts {
  /** Text of the line with that icon; a card without the line is a `LayoutError`. */
  take(icon: string): string
  rest(): string[]
}

function readCallouts(card: Selection): Callouts {
  const byIcon = new Map<string, string>()
  for (const item of all(card, '.iconic-callout__item')) {
    const icon = requiredAttribute(item, ':scope > i', 'class')
    if (byIcon.has(icon)) throw new LayoutError(`A card has two lines with the icon "${icon}".`)
    byIcon.set(icon, textOf(exactlyOne(item, 'p.copy')))
  }
  return {
    take: (icon) => {
      const text = byIcon.get(icon)
      byIcon.delete(icon)
      if (text === undefined) throw new LayoutError(`A card has no line with the icon "${icon}".`)
      return text
    },
    rest: () => [...byIcon.keys()],
  }
}

const KNOWN_PARTS = ['p.name', 'p.gendar', '.iconic-callout']

const readStrangers = (card: Selection): string[] =>
  all(card, '.info-box > *')
    .filter((part) => !KNOWN_PARTS.some((known) => part.is(known)) && textOf(part) !== '')
    .map((part) => part.attr('class') ?? textOf(part).slice(0, 40))

const readPageId = (href: string): string => /[?&]AgencyClientId=([^&]+)/.exec(href)?.[1] ?? href
