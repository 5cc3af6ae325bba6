/** Resolved words as SQL: whom they find among `search_rows r`, and how well each is found. */
import { type SQL, sql } from 'drizzle-orm'
import { jsonRows } from '../client.ts'
import { type ResolvedText, type ResolvedWord, textArray } from './search-resolve.ts'
import { POINTS } from './search-words.ts'

export interface TextMatch {
  /** Who fits as typed, or under another form of the name. */
  strict: SQL
  /** Who fits with slips and beginnings too; null if nothing but `strict` can. */
  loose: SQL | null
  /** A table of `(id, points)` over `found f`: one row for each word, to be added up. */
  points: SQL
}

/** Null where some word stands for nothing that is known, so that nobody can be found. */
export function toTextMatch({ words, numbers }: ResolvedText): TextMatch | null {
  const wholeNumber = sql`r.numbers && ${textArray(numbers)}`
  const required = words.filter(({ isOptional }) => !isOptional)
  const isAlone = numbers.length > 0 && !(required.length === 1 && required[0]?.isPlace)
  if (isAlone) return { strict: wholeNumber, loose: null, points: numberPoints(numbers) }
  if (required.some((word) => !isKnown(word)) || required.length === 0) return null
  const strict = sql.join(
    required.map((word) => fits(word, strictNames(word))),
    sql` and `,
  )
  const loose = sql.join(
    required.map((word) => fits(word, [...word.names.keys()])),
    sql` and `,
  )
  return {
    strict: numbers.length > 0 ? sql`(${wholeNumber} or ${strict})` : strict,
    loose: required.some((word) => strictNames(word).length < word.names.size) ? loose : null,
    points: pointsOf(words, numbers),
  }
}

const isKnown = ({ names, halves, isPlace, isNumber }: ResolvedWord): boolean =>
  names.size > 0 || halves.length > 0 || isPlace || isNumber

const strictNames = ({ names }: ResolvedWord): string[] =>
  [...names].flatMap(([word, points]) => (points >= POINTS.variant ? [word] : []))

function fits({ word, halves, isPlace, isNumber }: ResolvedWord, names: string[]): SQL {
  const ways = [
    ...(names.length > 0 ? [sql`r.name_tokens && ${textArray(names)}`] : []),
    ...halves.map((half) => sql`r.name_tokens @> ${textArray(half)}`),
    ...(isPlace ? [sql`r.place_tokens @> ${textArray([word])}`] : []),
    ...(isNumber ? [sql`r.numbers @> ${textArray([word])}`] : []),
  ]
  return ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`
}

const numberPoints = (numbers: string[]): SQL =>
  sql`select f.id, ${POINTS.number}::int as points from found f
    where f.numbers && ${textArray(numbers)}`

function pointsOf(words: ResolvedWord[], numbers: string[]): SQL {
  const hits = words.flatMap(({ i, names }) =>
    [...names].map(([word, points]) => ({ i, word, points })),
  )
  const ways = [
    sql`select f.id, h.i, h.points from found f cross join unnest(f.name_tokens) token(word)
      join jsonb_to_recordset(${jsonRows(hits)}) as h(i int, word text, points int)
        on h.word = token.word`,
    ...words.flatMap(otherWays),
  ]
  const best = sql`select id, max(points) as points from (
    ${sql.join(ways, sql` union all `)}) every_way group by id, i`
  return numbers.length > 0 ? sql`${best} union all ${numberPoints(numbers)}` : best
}

function otherWays({ i, word, halves, isPlace, isNumber, isOptional }: ResolvedWord): SQL[] {
  const way = (points: number, when: SQL): SQL =>
    sql`select f.id, ${i}::int, ${points}::int from found f where ${when}`
  return [
    ...halves.map((half) => way(POINTS.joined, sql`f.name_tokens @> ${textArray(half)}`)),
    ...(isPlace ? [way(POINTS.place, sql`f.place_tokens @> ${textArray([word])}`)] : []),
    ...(isNumber ? [way(POINTS.exact, sql`f.numbers @> ${textArray([word])}`)] : []),
    ...(isOptional
      ? [
          way(POINTS.exact, sql`f.name_tokens @> ${textArray([word])}`),
          way(
            POINTS.initial,
            sql`exists (select from unnest(f.name_tokens) t where starts_with(t, ${word}))`,
          ),
        ]
      : []),
  ]
}
