/** Details pages: by labels where the markup is unknown, by selectors in the layout of about 2022. */
import { all, atMostOne, exactlyOne, requiredText, textOf, type Selection } from '../lib/html.ts'
import { LayoutError } from '../lib/errors.ts'
import type { DetailFacts } from './detail-facts.ts'
import { readDetailLines } from './detail-lines.ts'
import { htmlLines, textLines } from './lines.ts'

const BADGE_LINK = /https:\/\/digitalbadge\.[a-z]+\.org\/[^\s"'<>]+/g

/** The present layout, as HTML. */
export function readDetail(root: Selection): DetailFacts {
  const links = all(root, 'a[href]').map((link) => link.attr('href') ?? '')
  return orThrow(readDetailLines(htmlLines(root), links.filter(isBadgeLink)))
}

/** The present layout, saved as text. */
export const readDetailText = (text: string): DetailFacts =>
  orThrow(readDetailLines(textLines(text), text.match(BADGE_LINK) ?? []))

const isBadgeLink = (href: string): boolean => href.startsWith('https://digitalbadge.')

function orThrow(facts: DetailFacts | null): DetailFacts {
  if (facts && facts.name !== '') return facts
  throw new LayoutError('The details page has no name with a designation and a gender below it.')
}

export function readOldDetail(root: Selection): DetailFacts {
  const top = exactlyOne(root, '.detail-info__content')
  const first = readIcon(top, 'icon-location-pin')
  const others = all(root, '.content-item__address p').map(textOf)
  return {
    name: requiredText(top, 'h2'),
    heading: requiredText(top, 'h6'),
    about: all(root, '.detail-about p').map(textOf).filter(Boolean).join('\n') || null,
    phone: readIcon(top, 'icon-call-end'),
    addresses: [...(first === null ? [] : [first]), ...others],
    tags: [],
    badgeLinks: all(root, '.detail-education__badges a[href]')
      .map((link) => link.attr('href') ?? '')
      .filter(isBadgeLink),
    education: items(root, '.detail-education__education'),
    languages: items(root, '.detail-education__tags'),
    conditions: items(root, '.detail-education__health'),
    problems: [],
  }
}

const items = (root: Selection, box: string): string[] =>
  all(root, `${box} li`).map(textOf).filter(Boolean)

function readIcon(top: Selection, icon: string): string | null {
  const found = atMostOne(top, `.addressinfo__item:has(i.${icon})`)
  return found === null ? null : textOf(found)
}
