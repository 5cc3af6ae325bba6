import type { PractitionerView } from '#src/core/practitioner.ts'
import type { IsoDate } from '#src/core/words.ts'
import { standingNow } from '../standing-now.ts'
import { formatDate, formatDay } from './dates.ts'
import type { Mark, MarkContext } from './marks.ts'
import { inWords, STANDING_WORDS } from './words.ts'
import { worstFirst } from './worst-first.ts'

type Certification = PractitionerView['certifications'][number]

/** Only what is current stands under the tick; the others stand beside it, each with its own standing. */
export function certifiedMark(view: PractitionerView, context: MarkContext): Mark {
  const title = 'Board certified'
  const { today } = context
  const standingOf = (fact: Certification) => standingNow(fact, today)
  const held = view.certifications.filter((fact) => standingOf(fact) === 'active')
  const others = worstFirst(
    view.certifications.filter((fact) => !held.includes(fact)),
    standingOf,
  )
  const [worst] = others
  if (held.length === 0 && !worst) {
    return { title, value: 'unknown', short: 'Not found', sentence: noCertification(context) }
  }
  const isKnown = worst && standingOf(worst) !== 'unknown'
  return {
    title,
    value: held.length > 0 ? 'yes' : isKnown ? 'no' : 'unknown',
    short: [
      ...(held.length > 0 ? [inWords(held.map(({ designation }) => designation))] : []),
      ...others.map((fact) => `${fact.designation} ${wordsOf(fact, today)}`),
    ].join('; '),
    sentence: [
      ...(held.length > 0 ? [heldSentence(held)] : []),
      ...others.map((fact) => otherSentence(fact, today)),
    ].join(' '),
  }
}

/** Not ending in a designation, whose own period would be doubled. */
const heldSentence = (held: Certification[]): string =>
  `${inWords(
    held.map(
      ({ designation, expiresOn }) =>
        `${designation}${expiresOn ? ` through ${formatDay(expiresOn)}` : ''}`,
    ),
  )}, of the NCBAHM (NCCAOM until January 2026).`

const wordsOf = (fact: Certification, today: IsoDate): string =>
  fact.delistedOn === null
    ? STANDING_WORDS[standingNow(fact, today)].toLowerCase()
    : 'no longer listed'

function otherSentence(fact: Certification, today: IsoDate): string {
  const { designation, delistedOn, expiresOn } = fact
  if (delistedOn !== null) {
    return `The board’s directory lists ${designation} no more since ${formatDay(delistedOn)}. The directory is voluntary, so that alone proves nothing.`
  }
  const lastDay = expiresOn ? `, last day ${formatDay(expiresOn)}` : ''
  return standingNow(fact, today) === 'unknown'
    ? `Whether ${designation} is current is not known: the board’s directory says “${fact.registryStatus}”${lastDay}.`
    : `${designation} is not current: ${wordsOf(fact, today)}${lastDay}.`
}

function noCertification({ site, lastGood }: MarkContext): string {
  const board = site.infos.find(({ role }) => role === 'certification')
  const at = board && lastGood.get(board.id)
  const looked = at
    ? `Not found in the ${board.title} as of ${formatDate(at)}.`
    : 'The board’s directory has not been read in full yet.'
  return `${looked} Listing there is voluntary: absence from the NCBAHM directory proves nothing. Ask to see the certificate.`
}
