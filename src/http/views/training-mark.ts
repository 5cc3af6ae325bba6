import { trainingTier } from '#src/core/credentials-today.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { tierRank } from '#src/core/words.ts'
import { formatDate } from './dates.ts'
import type { Mark } from './marks.ts'
import { giverWords, PROGRAM_WORDS, TIER_MEANINGS } from './words.ts'

export function trainingMark(view: PractitionerView): Mark {
  const title = 'Trigger-point training'
  const tier = Math.max(trainingTier(view, 'apm'), trainingTier(view, 'trigger-point'))
  const best = view.training.find((claim) => tierRank(claim.tier) === tier)
  if (!best) {
    return {
      title,
      value: 'unknown',
      short: 'Nothing on record',
      sentence:
        'Nothing on record. No license requires this training, and a registry tells of it at most by the name of a school: ask where and how long they trained.',
    }
  }
  const claim = `${PROGRAM_WORDS[best.program]}, ${best.tier}: ${TIER_MEANINGS[best.tier]}`
  const given = best.given
    ? ` Given by ${giverWords(best.given.by)} on ${formatDate(new Date(best.given.at))}.`
    : ''
  return tier >= tierRank('documented')
    ? {
        title,
        value: 'yes',
        short: best.tier === 'confirmed' ? 'Confirmed' : 'Documented',
        sentence: `${claim}. ${best.evidence.replace(/\.$/, '')}.${given}`,
      }
    : {
        title,
        value: 'partly',
        short: best.tier === 'mentioned' ? 'In their own words' : 'Claimed',
        sentence: `${claim}; nobody has checked it.${given} Ask where and how long they trained.`,
      }
}
