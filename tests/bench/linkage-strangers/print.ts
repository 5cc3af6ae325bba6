/** The figures of an evaluation, and what went wrong, in lines to read. */
import type { Cause, Evaluation, Example } from './evaluate.ts'
import type { Row } from './rows.ts'

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

const describeRow = (row: Row): string =>
  [
    row.full_name || `${row.given_name} / ${row.family_name}`,
    [row.city, row.state, row.postal_code].filter(Boolean).join(' '),
    `${row.license_state} ${row.license_number}`.trim() || 'no license',
  ].join(' | ')

const describeExample = ({ left, right, probability, weight }: Example): string[] => [
  `      ${left.row.id} ${describeRow(left.row)}`,
  `      ${right.row.id} ${describeRow(right.row)}`,
  `         p ${probability.toFixed(3)}, ${weight.toFixed(1)} bits; ${[...left.tags, ...right.tags].join(', ')}`,
]

function describeGroups(title: string, groups: Map<string, Example[]>, most: number): string[] {
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length).slice(0, most)
  return [
    `  ${title}`,
    ...sorted.flatMap(([cause, examples]) => [
      `    ${examples.length} ${cause}`,
      ...examples.slice(0, 2).flatMap(describeExample),
    ]),
  ]
}

const describeCause = ({ cause, of, matched, inReview, lost }: Cause): string =>
  `    ${cause.padEnd(34)} ${String(of).padStart(6)} ${percent(matched / of).padStart(8)} ${percent(inReview / of).padStart(8)} ${percent(lost / of).padStart(8)}`

/** One line of figures. */
export const summarize = (name: string, found: Evaluation): string =>
  [
    `${name}: ${found.matches} matches, ${found.wrong} wrong (${found.wrongPerThousand.toFixed(1)} in 1,000)`,
    `${percent(found.matched)} of true pairs matched`,
    `${percent(found.matchedOrReview)} matched or in review`,
    `in review ${percent(found.leftInReview)} of the roll, ${percent(found.allInReview)} of all`,
    `${found.reviewPairsPerTrue.toFixed(1)} review pairs for a true one`,
    `${found.compared} compared`,
  ].join('; ')

/** The true pairs by cause, then the wrong and the lost with examples. */
export const describe = (found: Evaluation, most: number): string[] => [
  `    ${'cause'.padEnd(34)}  pairs  matched   review     lost`,
  ...found.causes.map(describeCause),
  ...describeGroups('wrong matches, by what the two people are to each other', found.wrongBy, most),
  ...describeGroups('true pairs lost, by what was done to the names', found.lostBy, most),
]
