/** Training that the school on a license record stands for. */
import { fold, toDisplayName } from '#src/core/names.ts'
import type { TrainingFact } from '#src/core/record.ts'

/** Where Mark Seem taught Acupuncture Physical Medicine, as typed in and cut off by offices. */
const TRI_STATE = /\btri ?states? col(l(ege)?)? (of|for) acu/

export function trainingFromSchool(school: string | null): TrainingFact[] {
  if (school === null || !TRI_STATE.test(fold(school))) return []
  const name = toDisplayName(school).replaceAll(/ (Of|For) /g, (word) => word.toLowerCase())
  const evidence = `School on the license record: ${name}`
  return [{ program: 'apm', tier: 'documented', evidence }]
}
